import type { JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, StepKind } from "../../model/provider.ts";
import { send } from "./client.ts";
import { caPath, warningsIn, withWarnings } from "./new-ca-kinds.ts";
import { readCas, text } from "./wire.ts";

/** `POST /api/v0/certificate_authorities/{guid}/activate`. */
const activateCa: StepKind = {
  version: 1,
  explain:
    "Moves signing to this CA; whatever is made from then on is by it. What runs does not change. There is no documented way back.",
  perform: async (act) => {
    return warningsIn(await send(act.session, "POST", `${caPath}/${guidOf(act)}/activate`, {}));
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
    return warningsIn(await send(act.session, "DELETE", `${caPath}/${guidOf(act)}`, {}));
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
    return { gate: "passed", sentence: withWarnings(act, `CA ${guidOf(act)} is not listed any more`), evidence };
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
  "opsman.activate-ca": activateCa,
  "opsman.is-active": isActive,
  "opsman.delete-ca": deleteCa,
};

function guidOf(act: Act): string {
  return text(act.inputs["guid"]);
}
