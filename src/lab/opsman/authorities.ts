import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import type { LabRequest } from "../model.ts";
import { credhubFamily, rotatingFamilies } from "./families.ts";
import { atLeast } from "./release.ts";
import { type Answer, bodyOf, errors, html, json, rfc3339, textOf } from "./replies.ts";
import { done, entry, refusalOf, withExclusions } from "./rotation.ts";
import type { LabCa, LabCredhubCa, OpsmanState, SpareRoot } from "./state.ts";

/** Behaviour 2. */
export function listAuthorities(state: OpsmanState): Answer {
  return { state, reply: json(200, { certificate_authorities: state.cas.map((ca) => caRow(state, ca)) }) };
}

/** `GET /api/v0/security/root_ca_certificate`: the active one. */
export function activeRoot(state: OpsmanState): Answer {
  const active = state.cas.find((ca) => ca.active);
  return { state, reply: json(200, { root_ca_certificate_pem: active?.pem ?? "" }) };
}

function caRow(state: OpsmanState, ca: LabCa): object {
  return {
    guid: ca.guid,
    issuer: ca.organisation,
    created_on: rfc3339(ca.createdOn),
    expires_on: rfc3339(ca.expiresOn),
    active: ca.active,
    cert_pem: ca.pem,
    ...(atLeast(state, 3, 1) ? { nats_cert_pem: ca.natsPem ?? ca.pem } : {}),
  };
}

/** Behaviour 3. Each call that is taken makes one more CA: a repeated one makes a duplicate. */
export function generate(state: OpsmanState, request: LabRequest, now: number): Answer {
  const excluding = withExclusions(state, request);
  const refusal = refusalOf(excluding, request, "generate");
  if (refusal !== undefined) return { ...refusal, state };
  const [spare, ...spareRoots] = state.spareRoots;
  if (spare === undefined) return { state, reply: html(500, "The lab has no spare root CA") };
  return added({ ...excluding, spareRoots }, spare, now);
}

/** Behaviour 3: a CA of the caller's own. The texts of its refusals are ours. */
export function create(state: OpsmanState, request: LabRequest, now: number): Answer {
  const body = bodyOf(request.body);
  const given = ownRoot(textOf(body["cert_pem"]), textOf(body["private_key_pem"]));
  if (typeof given === "string") return { state, reply: errors(422, given) };
  const excluding = withExclusions(state, request);
  const refusal = refusalOf(excluding, request, "generate");
  return refusal === undefined ? added(excluding, given, now) : { ...refusal, state };
}

type OwnRoot = SpareRoot & { readonly uploaded: true };

function ownRoot(pem: string, key: string): OwnRoot | string {
  try {
    const certificate = new X509Certificate(pem);
    if (!certificate.ca) return "Certificate is not a certificate authority";
    if (certificate.publicKey.asymmetricKeyType !== "rsa") return "Certificate must use an RSA key";
    if (!certificate.checkPrivateKey(createPrivateKey(key))) return "Private key does not match the certificate";
    const organisation = /^O=(.*)$/m.exec(certificate.subject)?.[1] ?? "";
    return {
      pem: certificate.toString(),
      key,
      uploaded: true,
      organisation,
      notAfter: Date.parse(certificate.validTo),
    };
  } catch {
    return "Certificate or private key cannot be read";
  }
}

function added(state: OpsmanState, root: SpareRoot | OwnRoot, now: number): Answer {
  const guid = createHash("sha256").update(`${state.appeared.length} ${root.pem}`).digest("hex").slice(0, 20);
  const ca: LabCa = {
    guid,
    organisation: root.organisation ?? "Pivotal",
    createdOn: now,
    expiresOn: root.notAfter,
    active: false,
    pem: root.pem,
    ...("uploaded" in root ? { uploaded: true } : {}),
    ...(root.key === undefined ? {} : { key: root.key }),
    ...(root.natsPem === undefined ? {} : { natsPem: root.natsPem }),
  };
  const rotated = rotatedPaths(state).filter((path) =>
    state.credhubCas.some((one) => one.path === path && !one.customer),
  );
  const credhubCas = state.credhubCas.map((one) => (rotated.includes(one.path) ? withVersion(one, ca) : one));
  const next = {
    ...state,
    cas: [...state.cas, ca],
    appeared: [...state.appeared, guid],
    credhubCas,
    effects: counted(state, `generate root ${generationToCome(state)}`),
  };
  const regenerated = credhubCas
    .filter(({ path }) => rotated.includes(path))
    .map(({ path, product }) => entry(path, product, null));
  return done(next, "generate", { done: regenerated }, caRow(next, ca));
}

/** While a root waits to be activated, another one is for the same rotation, and counts as a duplicate of it. */
function generationToCome(state: OpsmanState): number {
  const active = state.cas.findIndex((ca) => ca.active);
  const waiting = state.cas[active + 1];
  return waiting === undefined ? state.appeared.length + 1 : generationOf(state, waiting.guid);
}

export function generationOf(state: OpsmanState, guid: string): number {
  return state.appeared.indexOf(guid) + 1;
}

function counted(state: OpsmanState, name: string): OpsmanState["effects"] {
  return { ...state.effects, [name]: (state.effects[name] ?? 0) + 1 };
}

function rotatedPaths(state: OpsmanState): readonly string[] {
  return rotatingFamilies(state).flatMap(({ path }) => (path === undefined ? [] : [path]));
}

function withVersion(ca: LabCredhubCa, root: LabCa): LabCredhubCa {
  const number = Number(/#(\d+)$/.exec(ca.versions.at(-1)?.id ?? "")?.[1] ?? 0) + 1;
  const version = { id: `${ca.path}#${number}`, validFrom: root.createdOn, validUntil: root.expiresOn };
  return { ...ca, versions: [...ca.versions, version], transitional: version.id };
}

/** Behaviour 3. Signing moves to this CA; what runs does not change. A second one for the same CA changes nothing. */
export function activate(state: OpsmanState, request: LabRequest, guid: string): Answer {
  const chosen = state.cas.find((ca) => ca.guid === guid);
  if (chosen === undefined) return { state, reply: errors(404, notFound) };
  if (chosen.active) return done(state, "activate", {});
  const refusal = refusalOf(state, request, "activate");
  if (refusal !== undefined) return refusal;
  const rotated = rotatedPaths(state);
  const next = {
    ...state,
    cas: state.cas.map((ca) => ({ ...ca, active: ca.guid === guid })),
    credhubCas: state.credhubCas.map((ca) => (rotated.includes(ca.path) ? signingByNewest(ca) : ca)),
    effects: counted(state, `activate root ${generationOf(state, guid)}`),
  };
  return done(next, "activate", { done: entriesOf(next, rotated) });
}

function signingByNewest(ca: LabCredhubCa): LabCredhubCa {
  const signer = credhubFamily(ca).signing;
  if (ca.transitional === undefined || signer === undefined) return ca;
  return { ...ca, transitional: signer };
}

/** Behaviours 3 and 9. The CA leaves what deployments accept with the next apply. */
export function deleteAuthority(state: OpsmanState, request: LabRequest, guid: string): Answer {
  const chosen = state.cas.find((ca) => ca.guid === guid);
  if (chosen === undefined) return { state, reply: errors(404, notFound) };
  if (chosen.active) return { state, reply: errors(422, "Active certificates cannot be deleted") };
  const refusal = refusalOf(state, request, "delete");
  if (refusal !== undefined) return refusal;
  const rotated = rotatedPaths(state);
  const next = {
    ...state,
    cas: state.cas.filter((ca) => ca !== chosen),
    credhubCas: state.credhubCas.map((ca) => (rotated.includes(ca.path) ? withoutTransitional(ca) : ca)),
    effects: counted(state, `delete root ${generationOf(state, guid)}`),
  };
  const answer = done(next, "delete", { done: entriesOf(next, rotated) });
  return { ...answer, state: withExclusions(next, undefined) };
}

const notFound = "Certificate with specified guid not found";

function withoutTransitional({ transitional, ...ca }: LabCredhubCa): LabCredhubCa {
  return { ...ca, versions: ca.versions.filter(({ id }) => id !== transitional) };
}

function entriesOf(state: OpsmanState, paths: readonly string[]): readonly ReturnType<typeof entry>[] {
  return state.credhubCas
    .filter(({ path }) => paths.includes(path))
    .map(({ path, product }) => entry(path, product, null));
}
