import { keyOfLeaf } from "../../kinds/index.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Outputs } from "../../model/step.ts";
import type { Issuer } from "../../model/target.ts";
import { parsePemBundle, pemOf, slotOf } from "../../pki/index.ts";
import { send } from "./client.ts";
import { asObject, wordOf } from "./reply-words.ts";
import { caFact, rootFingerprint } from "./step-parts.ts";
import { type CaRow, certificateIn, readCas, text } from "./wire.ts";

export const caPath = "/api/v0/certificate_authorities";

/** `POST /api/v0/certificate_authorities/generate`. */
const generateCa: StepKind = {
  version: 1,
  explain:
    "Asks Ops Manager to make a new root CA, with a NATS CA and new versions of the CAs in CredHub. It signs nothing before it is activated, and reaches no VM before an apply. Each call that arrives makes one more CA, and none is taken back: a lost reply is settled by the one guid that was not there before.",
  baseline: async (act) => ({ guids: (await readCas(act.session)).map(({ guid }) => guid).toSorted() }),
  perform: async (act) => madeBy(await send(act.session, "POST", `${caPath}/generate`, exclusionOf(act))),
  probe: async (act): Promise<Probe> => {
    const { guids } = act.baseline as { readonly guids: readonly string[] };
    const [made, ...more] = (await readCas(act.session)).filter(({ guid }) => !guids.includes(guid));
    if (made === undefined) return { outcome: "not-done", sentence: "no CA is listed that was not there before" };
    if (more.length > 0) {
      const list = [made, ...more].map(({ guid }) => guid).join(", ");
      return {
        outcome: "unknown",
        sentence: `${more.length + 1} CAs are new, and which is ours cannot be told: ${list}`,
      };
    }
    return { outcome: "done", outputs: namesOf(made), sentence: `CA ${made.guid} was not there before` };
  },
  gate: newCaGate,
};

/** `POST /api/v0/certificate_authorities` with a certificate and its key. */
const uploadCa: StepKind = {
  version: 1,
  explain:
    "Gives Ops Manager a root CA of your own, with its key, which is resolved when it is needed and must belong to the certificate; it stands in no output. Otherwise as generate: it signs nothing before it is activated. A lost reply is settled by the fingerprint, whatever guid it got.",
  baseline: async (act) => {
    await keyOf(act);
    return { guids: (await readCas(act.session)).map(({ guid }) => guid).toSorted() };
  },
  perform: async (act) => {
    const key = await keyOf(act);
    const body = { cert_pem: firstPem(text(act.inputs["certificate"])), private_key_pem: key.reveal() };
    return madeBy(await send(act.session, "POST", caPath, { ...body, ...exclusionOf(act) }));
  },
  probe: async (act): Promise<Probe> => {
    const wanted = rootFingerprint(text(act.inputs["certificate"]));
    const made = (await readCas(act.session)).find(({ pem }) => rootFingerprint(pem) === wanted);
    if (made === undefined)
      return { outcome: "not-done", sentence: `no CA with fingerprint ${wanted.slice(0, 12)} is listed` };
    return { outcome: "done", outputs: namesOf(made), sentence: `CA ${made.guid} has our fingerprint` };
  },
  gate: newCaGate,
};

export const newCaKinds: Readonly<Record<string, StepKind>> = {
  "opsman.generate-ca": generateCa,
  "opsman.upload-ca": uploadCa,
};

/** The new CA is there, not active, RSA, and of an upload the certificate that was given. Its PEM is known from then on. */
async function newCaGate(act: Act): Promise<GateReading> {
  const guid = text(act.outputs["guid"]);
  const evidence: JsonObject = { guid, fingerprint: act.outputs["fingerprint"] ?? null };
  const violated = (sentence: string): GateReading => ({ gate: "violated", sentence, evidence });
  const cas = await readCas(act.session);
  const ca = cas.find((row) => row.guid === guid);
  if (ca === undefined) return violated(`CA ${guid} is not listed`);
  if (ca.active) return violated(`CA ${guid} is active already: somebody else activated it`);
  const { certificate } = act.inputs;
  if (typeof certificate === "string" && rootFingerprint(ca.pem) !== rootFingerprint(certificate))
    return violated(`CA ${guid} is not the certificate that was uploaded`);
  const { key } = slotOf(await certificateIn(ca.pem), "new", "root");
  if (key?.type !== "rsa") return violated(`CA ${guid} has a key of type ${key?.type ?? "unknown"}, not RSA`);
  const { failed } = act.outputs;
  if (failed !== undefined) return violated(`not every CA was regenerated: ${JSON.stringify(failed).slice(0, 300)}`);
  const others = cas.filter((row) => row !== ca).map(({ pem }) => firstPem(pem));
  const pem = firstPem(ca.pem);
  const sentence = withWarnings(act, `CA ${guid} is there and not active`);
  return { gate: "passed", sentence, evidence, outputs: { pem, bundle: [pem, ...others].join("") } };
}

function keyOf(act: Act): ReturnType<typeof keyOfLeaf> {
  const issuer = act.inputs["issuer"] as unknown as Issuer;
  return keyOfLeaf(act, { issuer, step: act.step.id, certificate: text(act.inputs["certificate"]) });
}

function exclusionOf(act: Act): JsonObject {
  const { exclude } = act.inputs;
  // before 2.8 no release knows it, and none has CAs in CredHub that move
  return exclude === undefined ? {} : { exclude_from_rotation: { certificate_authorities: exclude } };
}

function madeBy(reply: Json): Outputs {
  const { guid, cert_pem: pem, certificates } = asObject(reply);
  const failed = asObject(certificates)["regenerate_failed"];
  const made = { ...namesOf({ guid: text(guid), pem: text(pem) }), ...warningsIn(reply) };
  return Array.isArray(failed) && failed.length > 0 ? { ...made, failed } : made;
}

function namesOf({ guid, pem }: Pick<CaRow, "guid" | "pem">): Outputs {
  const fingerprint = rootFingerprint(pem);
  return { guid, fingerprint, ca: caFact({ guid, fingerprint }) };
}

/** The first certificate, with line ends as this program writes them. */
export function firstPem(pem: string): string {
  return parsePemBundle(pem).slice(0, 1).map(pemOf).join("");
}

/** 207: done, and something to say with it (TKGI). Source: reference/opsman, section 3. */
export function warningsIn(reply: Json): Outputs {
  const { warnings } = asObject(reply);
  return Array.isArray(warnings) && warnings.length > 0 ? { warnings: warnings.map(wordOf) } : {};
}

export function withWarnings(act: Act, sentence: string): string {
  const { warnings } = act.outputs;
  return Array.isArray(warnings) ? `${sentence}; Ops Manager warns: ${warnings.join("; ")}` : sentence;
}
