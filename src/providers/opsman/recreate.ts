import type { JsonObject } from "../../model/json.ts";
import type { Act, GateReading, Probe, RecipeInput, StepKind } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import { refusedHere } from "../../web/index.ts";
import { put } from "./client.ts";
import { atLeast } from "./release.ts";
import { readRecreateFlags } from "./rotation-wire.ts";
import { deliveryOf, stepBase } from "./step-parts.ts";

const path = "/api/v0/staged/director/properties";

/** The step that has the next apply recreate VMs. The flag resets itself with that apply. */
export function setRecreateStep(
  input: RecipeInput,
  one: { readonly name: string; readonly phase: Step["phase"]; readonly assumes: JsonObject },
): Step {
  return {
    ...stepBase(input, "opsman.set-recreate", one.name),
    title: "have the next apply recreate every VM",
    phase: one.phase,
    inputs: { director: atLeast(input.observation.version ?? "", 2, 9) },
    after: [],
    assumes: one.assumes,
    effects: [],
    performs: true,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
    delivery: deliveryOf(input, "it sets a flag: a second one changes nothing"),
  };
}

/** `PUT /api/v0/staged/director/properties`, the flags that recreate VMs. */
export const setRecreate: StepKind = {
  version: 1,
  explain:
    "Tells the Director to recreate every VM at the next Apply Changes, because agents of these stemcells or under this release learn of a new CA in no other way. Persistent disks are left alone, always. The flag resets itself with that apply; the Director then shows a change of its own until the one after it.",
  perform: async (act) => {
    const flags = await readRecreateFlags(act.session);
    if (flags === undefined) throw refusedHere(act.session, "this release does not show the flags of the Director");
    const configuration = {
      bosh_recreate_on_next_deploy: true,
      ...(act.inputs["director"] === true ? { bosh_director_recreate_on_next_deploy: true } : {}),
    };
    const hasTaken = async (): Promise<boolean> => (await missingFlags(act)).length === 0;
    await put(act.session, { path, body: { director_configuration: configuration }, hasTaken });
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const missing = await missingFlags(act);
    if (missing.length > 0) return { outcome: "not-done", sentence: `not set: ${missing.join(", ")}` };
    return { outcome: "done", outputs: {}, sentence: "the Director will recreate VMs at its next deploy" };
  },
  gate: async (act): Promise<GateReading> => {
    const missing = await missingFlags(act);
    const evidence = { missing };
    if (missing.length > 0) return { gate: "violated", sentence: `not set: ${missing.join(", ")}`, evidence };
    return { gate: "passed", sentence: "the Director will recreate VMs at its next deploy", evidence };
  },
};

async function missingFlags(act: Act): Promise<readonly string[]> {
  const flags = await readRecreateFlags(act.session);
  const needsDirector = act.inputs["director"] === true;
  return [
    ...(flags?.vms === true ? [] : ["bosh_recreate_on_next_deploy"]),
    ...(!needsDirector || flags?.director === true ? [] : ["bosh_director_recreate_on_next_deploy"]),
  ];
}
