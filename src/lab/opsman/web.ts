import { createPrivateKey, X509Certificate } from "node:crypto";
import type { LabReply, LabRequest } from "../model.ts";
import { type Answer, bodyOf, errors, json, textOf } from "./replies.ts";
import type { OpsmanState } from "./state.ts";

/**
 * `GET`, `PUT`, `DELETE /api/v0/settings/ssl_certificate`: the certificate of the web interface, empty where it is the
 * platform's own self-signed one. What the socket shows does not change with it.
 */
export function webCertificate(state: OpsmanState, request: LabRequest): Answer {
  switch (request.method) {
    case "PUT": {
      const { certificate, private_key: key } = bodyOf(request.body);
      if (!isPair(textOf(certificate), textOf(key))) return { state, reply: errors(422, "Certificate is invalid") };
      return { state: { ...state, web: textOf(certificate) }, reply: json(200, {}) };
    }
    case "DELETE": {
      const { web: _, ...rest } = state;
      return { state: rest, reply: json(200, {}) };
    }
    default:
      return { state, reply: json(200, { ssl_certificate: { certificate: state.web ?? "" } }) };
  }
}

function isPair(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** `GET /download_root_ca_cert`: the active one, as a file. */
export function downloadRoot(state: OpsmanState): LabReply {
  const body = state.cas.find((ca) => ca.active)?.pem ?? "";
  return { status: 200, headers: { "content-type": "application/x-pem-file" }, body };
}
