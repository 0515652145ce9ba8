import type { LabRequest } from "../model.ts";
import { issue } from "./issue.ts";
import { type Answer, bodyOf, errors, json } from "./replies.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** `GET /api/v0/deployed/products/{guid}/credentials`: the certificates that Ops Manager itself holds. */
export function credentials(state: OpsmanState, guid: string): Answer {
  return { state, reply: json(200, { credentials: ownLeaves(state, guid).map(({ reference }) => reference) }) };
}

/** `…/credentials/{reference}`: what is deployed, signed by its CA. The key of a pasted one is never the real one. */
export function credential(state: OpsmanState, named: string): Answer {
  const [guid = "", reference = ""] = named.split("/credentials/");
  const leaf = ownLeaves(state, guid).find((one) => one.reference === decodeURIComponent(reference));
  if (leaf === undefined) return { state, reply: errors(404, "Credential not found") };
  const key = leaf.deployed.pem === undefined ? state.leafKey : "not kept by the lab";
  const value = { cert_pem: pemOf(state, leaf, leaf.deployed), private_key_pem: key };
  return { state, reply: json(200, { credential: { type: "rsa_cert_credentials", value } }) };
}

function ownLeaves(state: OpsmanState, guid: string): readonly LabLeaf[] {
  return state.leaves.filter(
    (leaf) =>
      leaf.product === guid &&
      leaf.location === "ops_manager" &&
      leaf.instances === undefined &&
      pemOf(state, leaf, leaf.deployed) !== undefined,
  );
}

/** The bytes of a version; undefined where the lab cannot make them. */
function pemOf(state: OpsmanState, leaf: LabLeaf, version: LeafVersion): string | undefined {
  if (version.pem !== undefined) return version.pem;
  const ca = state.cas.find(({ guid }) => guid === version.ca);
  if (ca === undefined || state.leafKey === undefined) return undefined;
  const { validFrom, validUntil } = version;
  return issue(ca, { subject: leaf.reference, names: [], validFrom, validUntil, key: state.leafKey });
}

/** `POST /api/v0/certificates/generate`: by the active root, for these names, and kept by nobody. */
export function generateCertificate(state: OpsmanState, request: LabRequest, now: number): Answer {
  const domains = bodyOf(request.body)["domains"];
  const names = Array.isArray(domains) ? domains.map(String).filter((name) => name !== "") : [];
  const active = state.cas.find((ca) => ca.active);
  const [subject] = names;
  if (subject === undefined || active === undefined) return { state, reply: errors(422, "domains can't be blank") };
  const { leafKey: key } = state;
  const validUntil = Math.min(now + state.settings.leafLifetimeMs, active.expiresOn);
  const certificate =
    key === undefined ? undefined : issue(active, { subject, names, validFrom: now, validUntil, key });
  if (certificate === undefined) return { state, reply: errors(422, "The lab does not hold the key of this root") };
  return { state, reply: json(200, { certificate, key }) };
}
