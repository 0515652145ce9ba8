import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import type { LabRequest } from "../model.ts";
import { atLeast } from "./release.ts";
import { type Answer, bodyOf, errors, json, record, textOf } from "./replies.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** `GET` and `PUT /api/v0/staged/products/{guid}/properties`: of all properties, the certificates that people paste. */
export function properties(state: OpsmanState, request: LabRequest, guid: string): Answer {
  if (!state.products.some((product) => product.guid === guid)) {
    return { state, reply: errors(404, "Product not found") };
  }
  if (request.method === "GET") return { state, reply: json(200, { properties: shown(state, guid) }) };
  const asked = Object.entries(record(bodyOf(request.body)["properties"]));
  const changed = new Map<LabLeaf, LabLeaf>();
  for (const [name, property] of asked) {
    const put = staged(state, leavesOf(state, guid, name), record(property)["value"]);
    if (typeof put === "string") return { state, reply: errors(422, `${name}: ${put}`) };
    for (const [leaf, next] of put) changed.set(leaf, next);
  }
  const leaves = state.leaves.map((leaf) => changed.get(leaf) ?? leaf);
  const isChange = [...changed].some(([leaf, next]) => next.staged !== leaf.staged);
  return {
    state: { ...state, leaves, pending: isChange ? withUpdate(state, guid) : state.pending },
    reply: json(200, {}),
  };
}

function withUpdate({ pending }: OpsmanState, guid: string): OpsmanState["pending"] {
  return pending.some((change) => change.guid === guid) ? pending : [...pending, { guid, action: "update" }];
}

function configurable(state: OpsmanState, guid: string): readonly LabLeaf[] {
  return state.leaves.filter((leaf) => leaf.product === guid && leaf.configurable === true);
}

/** The leaves behind one property: several where it is a collection, in the order of its elements. */
function leavesOf(state: OpsmanState, guid: string, property: string): readonly LabLeaf[] {
  return configurable(state, guid).filter((leaf) => (leaf.element?.property ?? leaf.reference) === property);
}

function shown(state: OpsmanState, guid: string): object {
  const found: Record<string, object> = {};
  for (const leaf of configurable(state, guid)) {
    const { element } = leaf;
    if (element === undefined) found[leaf.reference] = credentialValue(leaf);
    else found[element.property] ??= collectionValue(leavesOf(state, guid, element.property));
  }
  return found;
}

function credentialValue(leaf: LabLeaf): object {
  return {
    type: "rsa_cert_credentials",
    configurable: true,
    credential: true,
    value: { cert_pem: (leaf.staged ?? leaf.deployed).pem ?? "", private_key_pem: "***" },
    optional: false,
  };
}

function collectionValue(leaves: readonly LabLeaf[]): object {
  const plain = { configurable: true, credential: false, optional: false };
  const value = leaves.map((leaf) => ({
    guid: { ...plain, type: "uuid", configurable: false, value: leaf.element?.guid },
    name: { ...plain, type: "string", value: leaf.element?.name },
    certificate: credentialValue(leaf),
  }));
  return { ...plain, type: "collection", value };
}

type Staged = readonly (readonly [leaf: LabLeaf, next: LabLeaf])[];

/** What putting this value makes of these leaves; or what is wrong with it. */
function staged(state: OpsmanState, leaves: readonly LabLeaf[], value: unknown): Staged | string {
  const [first] = leaves;
  if (first === undefined) return "Unknown property";
  if (first.element !== undefined) return stagedElements(state, leaves, value);
  const next = withCertificate(state, first, record(value));
  return typeof next === "string" ? next : [[first, next]];
}

/** A collection is put as a whole. An element without its guid is a new one in the place of the old. */
function stagedElements(state: OpsmanState, leaves: readonly LabLeaf[], value: unknown): Staged | string {
  const elements = Array.isArray(value) ? value.map(record) : [];
  if (elements.length !== leaves.length) return "the lab keeps the number of elements";
  const changed: [LabLeaf, LabLeaf][] = [];
  for (const [index, element] of elements.entries()) {
    const given = textOf(element["guid"]);
    const leaf = given === "" ? leaves[index] : leaves.find((one) => one.element?.guid === given);
    if (leaf?.element === undefined) return `Unknown element ${given}`;
    const certificate = element["certificate"];
    if (certificate === undefined && given === "") return "certificate can't be blank";
    const next = certificate === undefined ? leaf : withCertificate(state, leaf, record(certificate));
    if (typeof next === "string") return next;
    const name = textOf(element["name"]) || leaf.element.name;
    const guid = given === "" ? guidAfter(leaf.element.guid) : given;
    changed.push([leaf, { ...next, element: { ...leaf.element, guid, name } }]);
  }
  return changed;
}

function guidAfter(guid: string): string {
  return createHash("sha256").update(guid).digest("hex").slice(0, 20);
}

/** From 2.7 line ends do not count: the same certificate again is no change. Before, another line end is one. */
function withCertificate(
  state: OpsmanState,
  leaf: LabLeaf,
  value: Readonly<Record<string, unknown>>,
): LabLeaf | string {
  const version = pasted(state, leaf, value);
  if (typeof version === "string") return version;
  const pem = normal(state, version.pem);
  if (leaf.staged !== undefined && normal(state, leaf.staged.pem) === pem) return leaf;
  if (normal(state, leaf.deployed.pem) !== pem) return { ...leaf, staged: version };
  const { staged: _, ...rest } = leaf;
  return rest;
}

/** The version that this value makes, signed by a root that exists or by somebody else; or what is wrong with it. */
function pasted(state: OpsmanState, leaf: LabLeaf, value: Readonly<Record<string, unknown>>): LeafVersion | string {
  try {
    const pem = normal(state, textOf(value["cert_pem"]));
    const certificate = new X509Certificate(pem);
    if (certificate.publicKey.asymmetricKeyType !== "rsa") return "Certificate must use an RSA key";
    if (!certificate.checkPrivateKey(createPrivateKey(textOf(value["private_key_pem"])))) {
      return "Private key does not match the certificate";
    }
    const signer = state.cas.find((ca) => certificate.verify(new X509Certificate(ca.pem).publicKey));
    return {
      generation: leaf.deployed.generation + 1,
      ca: signer?.guid ?? "elsewhere",
      validFrom: Date.parse(certificate.validFrom),
      validUntil: Date.parse(certificate.validTo),
      pem,
    };
  } catch {
    return "Certificate or private key cannot be read";
  }
}

function normal(state: OpsmanState, pem = ""): string {
  return atLeast(state, 2, 7) ? `${pem.replaceAll(/\r\n?/g, "\n").trimEnd()}\n` : pem;
}
