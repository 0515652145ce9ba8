import type { Subject } from "../../src/simulation/seeds/index.ts";

const always: readonly string[] = [
  "kill",
  "power",
  "stop",
  "fault",
  "disk",
  "applier",
  "reader",
  "stall",
  "clock",
  "torn write",
  "late arrival",
  "takeover of a lock",
  "a write failed in the journal",
  "a sync failed in the journal",
];

/** What enough seeds must have met, and these have not: a kill within each step kind, in whatever phase, and each kind of injection. */
export function missingSituations(subject: Subject, met: ReadonlySet<string>): readonly string[] {
  const kinds = [...new Set(Object.values(subject.kinds))];
  const killed = kinds.filter((kind) =>
    ["StepIntended", "StepPerformed", "GatePassed"].every(
      (record) => !met.has(`killed after ${record} of ${kind}`) && !met.has(`power lost after ${record} of ${kind}`),
    ),
  );
  return [...always.filter((name) => !met.has(name)), ...killed.map((kind) => `a kill during ${kind}`)];
}
