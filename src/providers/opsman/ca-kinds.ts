import type { Json, JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import type { Outputs } from "../../model/step.ts";
import { parseCertificate, slotOf } from "../../pki/index.ts";
import { send } from "./client.ts";
import { caFact, rootFingerprint } from "./step-parts.ts";
import { type CaRow, readCas, text } from "./wire.ts";

const path = "/api/v0/certificate_authorities";

/** `POST /api/v0/certificate_authorities/generate`. */
const generateCa: StepKind = {
  version: 1,
  explain:
    "Asks Ops Manager to make a new root CA, with a NATS CA and new versions of the CAs in CredHub. It signs nothing before it is activated, and reaches no VM before an apply. Each call that arrives makes one more CA, and none is taken back: a lost reply is settled by the one guid that was not there before.",
  baseline: async (act) => ({ guids: (await readCas(act.session)).map(({ guid }) => guid).toSorted() }),
  perform: async (act) => {
    const exclude = { certificate_authorities: act.inputs["exclude"] ?? [] };
    const reply = await send(act.session, "POST", `${path}/generate`, { exclude_from_rotation: exclude });
    const { guid, cert_pem: pem, certificates } = objectOf(reply);
    const failed = objectOf(certificates)["regenerate_failed"];
    const made = namesOf({ guid: text(guid), pem: text(pem) });
    return Array.isArray(failed) && failed.length > 0 ? { ...made, failed } : made;
  },
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
  gate: async (act): Promise<GateReading> => {
    const guid = text(act.outputs["guid"]);
    const evidence: JsonObject = { guid, fingerprint: act.outputs["fingerprint"] ?? null };
    const violated = (sentence: string): GateReading => ({ gate: "violated", sentence, evidence });
    const ca = (await readCas(act.session)).find((row) => row.guid === guid);
    if (ca === undefined) return violated(`CA ${guid} is not listed`);
    if (ca.active) return violated(`CA ${guid} is active already: somebody else activated it`);
    const { key } = slotOf(await parseCertificate(ca.pem), "new", "root");
    if (key?.type !== "rsa") return violated(`CA ${guid} has a key of type ${key?.type ?? "unknown"}, not RSA`);
    const { failed } = act.outputs;
    if (failed !== undefined) return violated(`not every CA was regenerated: ${JSON.stringify(failed).slice(0, 300)}`);
    return { gate: "passed", sentence: `CA ${guid} is there and not active`, evidence };
  },
};

/** `POST /api/v0/certificate_authorities/{guid}/activate`. */
const activateCa: StepKind = {
  version: 1,
  explain:
    "Moves signing to this CA; whatever is made from then on is by it. What runs does not change. There is no documented way back.",
  perform: async (act) => {
    await send(act.session, "POST", `${path}/${guidOf(act)}/activate`, {});
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const active = (await readCas(act.session)).find((ca) => ca.active)?.guid ?? "none";
    if (active === guidOf(act)) return { outcome: "done", outputs: {}, sentence: `CA ${active} is active` };
    return { outcome: "not-done", sentence: `CA ${active} is active` };
  },
};

/** `DELETE /api/v0/certificate_authorities/{guid}`. */
const deleteCa: StepKind = {
  version: 1,
  explain:
    "Deletes the CA of this guid, and no other. Nothing that runs changes before the next apply, which takes it out of everything that trusts it.",
  perform: async (act) => {
    await send(act.session, "DELETE", `${path}/${guidOf(act)}`, {});
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const there = (await readCas(act.session)).some(({ guid }) => guid === guidOf(act));
    if (there) return { outcome: "not-done", sentence: `CA ${guidOf(act)} is still listed` };
    return { outcome: "done", outputs: {}, sentence: `CA ${guidOf(act)} is not listed any more` };
  },
  gate: async (act): Promise<GateReading> => {
    const guids = (await readCas(act.session)).map(({ guid }) => guid);
    const evidence: JsonObject = { guids };
    if (guids.includes(guidOf(act)))
      return { gate: "violated", sentence: `CA ${guidOf(act)} is still listed`, evidence };
    return { gate: "passed", sentence: `CA ${guidOf(act)} is not listed any more`, evidence };
  },
};

/** Reads that exactly this CA is active. */
const isActive: StepKind = {
  version: 1,
  explain: "Reads the list of CAs: this one is active, and no other.",
  gate: async (act): Promise<GateReading> => {
    const active = (await readCas(act.session)).filter((ca) => ca.active).map(({ guid }) => guid);
    const evidence: JsonObject = { active };
    if (active.length === 1 && active[0] === guidOf(act))
      return { gate: "passed", sentence: `CA ${guidOf(act)} is active`, evidence };
    return { gate: "violated", sentence: `active is ${active.join(", ") || "none"}, not ${guidOf(act)}`, evidence };
  },
};

export const caKinds: Readonly<Record<string, StepKind>> = {
  "opsman.generate-ca": generateCa,
  "opsman.activate-ca": activateCa,
  "opsman.is-active": isActive,
  "opsman.delete-ca": deleteCa,
};

function guidOf(act: Act): string {
  return text(act.inputs["guid"]);
}

function namesOf({ guid, pem }: Pick<CaRow, "guid" | "pem">): Outputs {
  const fingerprint = rootFingerprint(pem);
  return { guid, fingerprint, ca: caFact({ guid, fingerprint }) };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
