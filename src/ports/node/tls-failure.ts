import type { HandshakeFailureCode, HandshakeOutcome } from "../tls.ts";

/** What node:tls gives to an `error` listener. */
export interface HandshakeError extends Error {
  readonly code?: string;
  /** OpenSSL's words, for errors of its own. */
  readonly reason?: string;
}

const outcomeOfCode: Readonly<Record<string, HandshakeFailureCode>> = {
  ENOTFOUND: "unresolved",
  EAI_AGAIN: "unresolved",
  ENODATA: "unresolved",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "unreachable",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ERR_SSL_WRONG_VERSION_NUMBER: "not-tls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "not-tls",
  ERR_SSL_HTTP_REQUEST: "not-tls",
  ERR_SSL_UNEXPECTED_MESSAGE: "not-tls",
  ERR_SSL_EXCESSIVE_MESSAGE_SIZE: "chain-too-large",
};

/** The coded outcome of a failed handshake. The detail is OpenSSL's or the system's own word, without addresses. */
export function whyItFailed(error: HandshakeError): HandshakeOutcome {
  const code = error.code ?? "";
  const detail = error.reason ?? (code === "" ? error.message : code);
  const known = outcomeOfCode[code];
  if (known !== undefined) return { outcome: known, detail };
  if (isAlert(code)) return { outcome: "alert", detail };
  // What is left of OpenSSL's errors comes from reading what the server sent after its first message.
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_OSSL_")) return { outcome: "unreadable-chain", detail };
  return { outcome: "unreachable", detail };
}

/** Alerts that a server answers with when it wanted a client certificate and got none. */
export function refusesForMissingCertificate({ code = "" }: HandshakeError): boolean {
  return isAlert(code) && /HANDSHAKE_FAILURE|CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED/.test(code);
}

/** OpenSSL names received alerts `…_ALERT_…`, except those of the TLS extensions. */
function isAlert(code: string): boolean {
  return code.includes("_ALERT_") || /^ERR_SSL_TLSV1[^_]*_(UNRECOGNIZED_NAME|BAD_CERTIFICATE|CERTIFICATE_)/.test(code);
}
