import { sharedKinds } from "../../../src/kinds/index.ts";
import type { Act, GateReading, Probe, StepKind } from "../../../src/model/provider.ts";
import type { Outputs } from "../../../src/model/step.ts";
import { readToy, sendToy, type ToyFacts } from "./client.ts";

function numberOf(act: Act, name: string): number {
  return Number(act.inputs[name]);
}

function acceptedBy(facts: ToyFacts, act: Act): readonly number[] {
  return facts.accepts[act.step.member ?? ""] ?? [];
}

/** A kind that sets a target value: what is so tells whether it happened. */
function settingKind(
  explain: string,
  perform: (act: Act) => Promise<unknown>,
  isSo: (facts: ToyFacts, act: Act) => boolean,
): StepKind {
  return {
    version: 1,
    explain,
    perform: async (act) => {
      await perform(act);
      return {};
    },
    probe: async (act): Promise<Probe> =>
      isSo(await readToy(act.session), act)
        ? { outcome: "done", outputs: {}, sentence: "it is so" }
        : { outcome: "not-done", sentence: "it is not so" },
    gate: async (act): Promise<GateReading> =>
      isSo(await readToy(act.session), act)
        ? { gate: "passed", sentence: "seen on the wire", evidence: {} }
        : { gate: "waiting", sentence: "not loaded yet" },
  };
}

function issued(generation: number): Outputs {
  return { generation, anchor: anchorOf(generation) };
}

/** What verifiers outside the platform get. */
export function anchorOf(generation: number): string {
  return `generation ${generation}\n`;
}

export const toyKinds: Readonly<Record<string, StepKind>> = {
  ...sharedKinds,
  "toy.issue": {
    version: 1,
    explain: "Makes the next generation.",
    baseline: async (act) => ({ newest: (await readToy(act.session)).newest }),
    perform: async (act) => {
      const { newest } = act.baseline as { readonly newest: number };
      await sendToy(act.session, "POST", "/issue");
      return issued(newest + 1);
    },
    probe: async (act): Promise<Probe> => {
      const facts = await readToy(act.session);
      const before = (act.baseline as { readonly newest: number }).newest;
      if (facts.newest > before)
        return { outcome: "done", outputs: issued(facts.newest), sentence: "a newer one is listed" };
      return facts.lists
        ? { outcome: "not-done", sentence: "none is listed" }
        : { outcome: "unknown", sentence: "this release lists only what is in use" };
    },
  },
  "toy.accept": settingKind(
    "A member accepts the new generation as well.",
    (act) => sendToy(act.session, "PUT", `/members/${act.step.member}/${numberOf(act, "generation")}`),
    (facts, act) => acceptedBy(facts, act).includes(numberOf(act, "generation")),
  ),
  "toy.switch": settingKind(
    "The hub shows the new generation.",
    (act) => sendToy(act.session, "PUT", `/hub/${numberOf(act, "generation")}`),
    (facts, act) => facts.serving === numberOf(act, "generation"),
  ),
  "toy.drop": settingKind(
    "A member accepts the old generation no longer.",
    (act) => sendToy(act.session, "DELETE", `/members/${act.step.member}/${numberOf(act, "generation")}`),
    (facts, act) => !acceptedBy(facts, act).includes(numberOf(act, "generation")),
  ),
};
