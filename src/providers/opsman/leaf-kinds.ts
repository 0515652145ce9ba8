import { keyOfLeaf } from "../../kinds/index.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Issuer } from "../../model/target.ts";
import { parsePemBundle, pemOf } from "../../pki/index.ts";
import type { Secret } from "../../ports/index.ts";
import { iso } from "../../time/instant.ts";
import { refusedHere } from "../../web/index.ts";
import { put, read } from "./client.ts";
import { asObject, wordOf } from "./reply-words.ts";
import { rootFingerprint } from "./step-parts.ts";
import { readCertificates, text } from "./wire.ts";

interface PutInputs {
  readonly guid: string;
  readonly property: string;
  readonly element?: string;
  readonly issuer: Issuer;
  readonly issuedBy: string;
  readonly certificate: string;
}

/** `PUT /api/v0/staged/products/{guid}/properties` with one new certificate and its key. */
const replaceLeaf: StepKind = {
  version: 1,
  explain:
    "Puts a new certificate with its key into a property of a product; an element of a collection is found by its name, and the others stay as they are. It is staged: nothing reaches a VM before the apply. It passes once the property reads as that certificate. The key comes from keys/ or from the issuer's secret, and stands in no output.",
  baseline: async (act) => {
    await keyOf(act);
    return { staged: (await stagedFingerprint(act)) ?? null };
  },
  perform: async (act) => {
    const { guid, property, certificate } = inputsOf(act);
    const value = await readProperty(act);
    if (fingerprintIn(certificateOf(act, value)) === rootFingerprint(certificate)) return {};
    const credential = { cert_pem: normalPem(certificate), private_key_pem: normalKey(await keyOf(act)) };
    const body = { properties: { [property]: { value: withCredential(act, value, credential) } } };
    const hasTaken = async (): Promise<boolean> => (await stagedFingerprint(act)) === rootFingerprint(certificate);
    await put(act.session, { path: pathOf(guid), body, hasTaken });
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const staged = await stagedFingerprint(act);
    const sentence = `staged is ${staged?.slice(0, 12) ?? "no certificate"}`;
    const isOurs = staged === rootFingerprint(inputsOf(act).certificate);
    return isOurs ? { outcome: "done", outputs: {}, sentence } : { outcome: "not-done", sentence };
  },
  gate: async (act): Promise<GateReading> => {
    const staged = await stagedFingerprint(act);
    const evidence: JsonObject = { staged: staged ?? null };
    if (staged === rootFingerprint(inputsOf(act).certificate))
      return { gate: "passed", sentence: `staged is ${staged.slice(0, 12)}`, evidence };
    return { gate: "violated", sentence: `staged is ${staged?.slice(0, 12) ?? "no certificate"}, not ours`, evidence };
  },
};

/** Reads the deployed certificates: the row of this leaf has the dates of the new one. */
const leafDeployed: StepKind = {
  version: 1,
  explain:
    "Reads that the deployed certificate of this property begins and ends as the one that was put there. Ops Manager shows no more of it without its key: this rests on the platform's word.",
  gate: async (act): Promise<GateReading> => {
    const { guid, reference, notBefore, notAfter } = act.inputs;
    const own = (await readCertificates(act.session)).filter(
      (row) => row.productGuid === guid && row.reference === reference,
    );
    const found = own.map((row) => `${iso(row.validFrom)} to ${iso(row.validUntil)}`);
    const evidence: JsonObject = { found };
    const isNew =
      own.length > 0 && own.every((row) => iso(row.validFrom) === notBefore && iso(row.validUntil) === notAfter);
    if (isNew) return { gate: "passed", sentence: `deployed, ${found[0] ?? ""}`, evidence };
    return {
      gate: "violated",
      sentence: `deployed is ${found.join(", ") || "no such leaf"}, not the new one`,
      evidence,
    };
  },
};

export const leafKinds: Readonly<Record<string, StepKind>> = {
  "opsman.replace-leaf": replaceLeaf,
  "opsman.leaf-deployed": leafDeployed,
};

function inputsOf(act: Act): PutInputs {
  return act.inputs as unknown as PutInputs;
}

function pathOf(guid: string): string {
  return `/api/v0/staged/products/${guid}/properties`;
}

async function keyOf(act: Act): Promise<Secret> {
  const { issuer, issuedBy, certificate } = inputsOf(act);
  return keyOfLeaf(act, { issuer, step: issuedBy, certificate });
}

async function stagedFingerprint(act: Act): Promise<string | undefined> {
  return fingerprintIn(certificateOf(act, await readProperty(act)));
}

/** `{ type, value }` of the property. Throws PlatformRefused where the product has none of this name. */
async function readProperty(act: Act): Promise<JsonObject> {
  const { guid, property } = inputsOf(act);
  const properties = asObject(asObject(await read(act.session, `${pathOf(guid)}?redact=true`))["properties"]);
  const found = properties[property];
  if (found === undefined) throw refusedHere(act.session, `${guid} has no property ${property}`);
  return asObject(found);
}

/** The `value` that holds the certificate. */
function certificateOf(act: Act, property: JsonObject): JsonObject {
  const { value } = property;
  if (!Array.isArray(value)) return asObject(value);
  return asObject(asObject(asObject(elementOf(act, value))["certificate"])["value"]);
}

/** The element of a collection that the step names; the only one where it names none. Throws PlatformRefused. */
function elementOf(act: Act, list: readonly Json[]): Json {
  const { guid, property, element } = inputsOf(act);
  const named = list.filter((one) => element === undefined || valueOf(one, "name") === element);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  const names = list.map((one) => wordOf(valueOf(one, "name"))).join(", ");
  throw refusedHere(
    act.session,
    `${guid} ${property} has ${named.length} elements ${element ?? "to choose from"}; its elements are ${names}`,
  );
}

function valueOf(element: Json, field: string): Json | undefined {
  return asObject(asObject(element)[field])["value"];
}

/** A collection is put as a whole: an element with its guid and no secret keeps what it has. */
function withCredential(act: Act, property: JsonObject, credential: JsonObject): Json {
  const { value } = property;
  if (!Array.isArray(value)) return credential;
  const ours = elementOf(act, value);
  return value.map((one: Json) => (one === ours ? { ...plainFields(one), certificate: credential } : plainFields(one)));
}

function plainFields(element: Json): JsonObject {
  const fields = Object.entries(asObject(element)).map(([name, field]) => [name, asObject(field)] as const);
  const plain = fields.filter(
    ([name, field]) => name === "guid" || (field["credential"] !== true && field["configurable"] === true),
  );
  return Object.fromEntries(plain.map(([name, field]) => [name, field["value"] ?? null]));
}

function fingerprintIn(credential: JsonObject): string | undefined {
  const { cert_pem: pem } = credential;
  return typeof pem === "string" && pem.includes("BEGIN") ? rootFingerprint(pem) : undefined;
}

/** Line ends as this program writes them: before 2.7 another line end counts as another certificate. */
export function normalPem(chain: string): string {
  return parsePemBundle(text(chain)).map(pemOf).join("");
}

function normalKey(key: Secret): string {
  return `${key.reveal().replaceAll(/\r\n?/g, "\n").trimEnd()}\n`;
}
