import { createPrivateKey, X509Certificate } from "node:crypto";
import type { LabRequest } from "../model.ts";
import { type Answer, bodyOf, errors, json, record, textOf } from "./replies.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** `GET` and `PUT /api/v0/staged/products/{guid}/properties`: of all properties, the certificates that people paste. */
export function properties(state: OpsmanState, request: LabRequest, guid: string): Answer {
  if (!state.products.some((product) => product.guid === guid)) {
    return { state, reply: errors(404, "Product not found") };
  }
  if (request.method === "GET") return { state, reply: json(200, { properties: shown(state, guid) }) };
  const asked = record(bodyOf(request.body)["properties"]);
  const changed = new Map<LabLeaf, LabLeaf>();
  for (const [reference, property] of Object.entries(asked)) {
    const leaf = state.leaves.find((one) => one.product === guid && one.reference === reference && one.configurable);
    if (leaf === undefined) return { state, reply: errors(422, `Unknown property ${reference}`) };
    const version = pasted(state, leaf, record(record(property)["value"]));
    if (typeof version === "string") return { state, reply: errors(422, `${reference}: ${version}`) };
    changed.set(leaf, { ...leaf, staged: version });
  }
  const leaves = state.leaves.map((leaf) => changed.get(leaf) ?? leaf);
  return { state: { ...state, leaves }, reply: json(200, {}) };
}

function shown(state: OpsmanState, guid: string): object {
  const own = state.leaves.filter((leaf) => leaf.product === guid && leaf.configurable === true);
  return Object.fromEntries(
    own.map((leaf) => [
      leaf.reference,
      {
        type: "rsa_cert_credentials",
        configurable: true,
        credential: true,
        optional: false,
        value: { cert_pem: (leaf.staged ?? leaf.deployed).pem ?? "", private_key_pem: "***" },
      },
    ]),
  );
}

/** The version that this value makes, signed by a root that exists or by somebody else; or what is wrong with it. */
function pasted(state: OpsmanState, leaf: LabLeaf, value: Readonly<Record<string, unknown>>): LeafVersion | string {
  try {
    const certificate = new X509Certificate(textOf(value["cert_pem"]));
    if (certificate.publicKey.asymmetricKeyType !== "rsa") return "Certificate must use an RSA key";
    if (!certificate.checkPrivateKey(createPrivateKey(textOf(value["private_key_pem"])))) {
      return "Private key does not match the certificate";
    }
    const signer = state.cas.find(({ pem }) => certificate.verify(new X509Certificate(pem).publicKey));
    return {
      generation: leaf.deployed.generation + 1,
      ca: signer?.guid ?? "elsewhere",
      validFrom: Date.parse(certificate.validFrom),
      validUntil: Date.parse(certificate.validTo),
      pem: textOf(value["cert_pem"]),
    };
  } catch {
    return "Certificate or private key cannot be read";
  }
}

/** `GET /api/v0/deployed/products/{guid}/credentials`: what has bytes here, the configurable leaves. */
export function credentials(state: OpsmanState, guid: string): Answer {
  const own = deployedWithPem(state, guid);
  return { state, reply: json(200, { credentials: own.map(({ reference }) => reference) }) };
}

/** `…/credentials/{reference}`; the private key is never the real one. */
export function credential(state: OpsmanState, named: string): Answer {
  const [guid = "", reference = ""] = named.split("/credentials/");
  const leaf = deployedWithPem(state, guid).find((one) => one.reference === decodeURIComponent(reference));
  if (leaf === undefined) return { state, reply: errors(404, "Credential not found") };
  const value = { cert_pem: leaf.deployed.pem, private_key_pem: "not kept by the lab" };
  return { state, reply: json(200, { credential: { type: "rsa_cert_credentials", value } }) };
}

function deployedWithPem(state: OpsmanState, guid: string): readonly LabLeaf[] {
  return state.leaves.filter((leaf) => leaf.product === guid && leaf.deployed.pem !== undefined);
}
