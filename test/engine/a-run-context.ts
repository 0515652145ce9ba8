import { executeRun, type RunContext } from "../../src/engine/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Provider, StepKind } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { aPlan, aStep, aTarget } from "../build/plan.ts";

export interface Execution {
  readonly journal: JournalEvent[];
  readonly emitted: ProgressEvent[];
  readonly context: RunContext;
  /** Where the clock stands, in milliseconds. */
  readonly now: () => number;
  run(before?: readonly JournalEvent[]): Promise<void>;
}

/** A run of these steps by these kinds of a platform `any`, on a clock that a sleep moves; `facts` is what it reads. */
export function anExecution(
  steps: readonly Partial<Step>[],
  kinds: Readonly<Record<string, StepKind>>,
  options: { readonly facts?: Provider["facts"]; readonly parallelism?: number; readonly stop?: AbortSignal } = {},
): Execution {
  const journal: JournalEvent[] = [];
  const emitted: ProgressEvent[] = [];
  let now = 0;
  const whole = steps.map((step) => aStep({ target: "t", kind: "work", delivery, ...step }));
  const provider: Provider = {
    type: "any",
    explain: "",
    capabilities: { serialCalls: false, rotates: true, arrivesWithinSeconds: 0 },
    kinds,
    observe: async () => Promise.reject(new Error("nothing observes here")),
    cures: () => false,
    recipe: () => ({ kind: "refused", refusals: [] }),
    facts: options.facts ?? (async () => ({})),
    drift: () => [],
  };
  const context: RunContext = {
    run: "k7w3",
    plan: aPlan({ targets: [aTarget({ name: "t", type: "any" })], steps: whole }),
    targets: ["t"],
    registry: { any: provider },
    journal: { append: async (event) => void journal.push(event), end: () => ({ segment: 1, length: 0, head: "" }) },
    clock: { now: () => now, sleep: async (milliseconds) => void (now += milliseconds) },
    emit: (event) => emitted.push(event),
    pollMs: 1_000,
    graceMs: 5_000,
    parallelism: options.parallelism ?? 4,
    sessionOf: () => ({}) as ReturnType<RunContext["sessionOf"]>,
    stop: options.stop ?? new AbortController().signal,
  };
  return { journal, emitted, context, now: () => now, run: (before = []) => executeRun(context, before) };
}

const delivery: NonNullable<Step["delivery"]> = {
  arrivesWithinSeconds: 60,
  arrivesReason: "said so",
  whenUnknown: "repeat",
  whenUnknownReason: "said so",
};
