import { executeRun, type RunContext } from "../../src/engine/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Provider, StepKind } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { ProcessIdentity } from "../../src/ports/index.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { aPlan, aStep, aTarget } from "../build/plan.ts";
import { memoryFiles } from "../state/memory-files.ts";

export interface Execution {
  readonly journal: JournalEvent[];
  readonly emitted: ProgressEvent[];
  /** Programs that have begun. */
  readonly ran: string[];
  readonly context: RunContext;
  /** Where the clock stands, in milliseconds. */
  readonly now: () => number;
  run(before?: readonly JournalEvent[]): Promise<void>;
}

/** A run of these steps by these kinds of a platform `any`, on a clock that a sleep moves; `facts` is what it reads. */
export function anExecution(
  steps: readonly Partial<Step>[],
  kinds: Readonly<Record<string, StepKind>>,
  options: {
    readonly facts?: Provider["facts"];
    readonly parallelism?: number;
    readonly stop?: AbortSignal;
    readonly noWait?: true;
    readonly liveness?: RunContext["host"]["liveness"];
  } = {},
): Execution {
  const journal: JournalEvent[] = [];
  const emitted: ProgressEvent[] = [];
  const ran: string[] = [];
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
    providerOf: () => provider,
    journal: { append: async (event) => void journal.push(event), end: () => ({ segment: 1, length: 0, head: "" }) },
    clock: { now: () => now, sleep: async (milliseconds) => void (now += milliseconds) },
    host: { self: () => aChild, liveness: options.liveness ?? (() => "dead") },
    exec: {
      prepare: async ({ argv }) => ({
        process: { ...aChild, pid: 700 },
        run: async () => (ran.push(argv.join(" ")), { outcome: "exited", code: 0, output: "" }),
      }),
    },
    outputFileOf: (step) => `/output of ${step}`,
    keys: { obtain: async () => Promise.reject(new Error("no keys here")), find: async () => undefined },
    files: memoryFiles(),
    emit: (event) => emitted.push(event),
    pollMs: 1_000,
    graceMs: 5_000,
    parallelism: options.parallelism ?? 4,
    sessionOf: () => ({}) as ReturnType<RunContext["sessionOf"]>,
    ...(options.noWait === undefined ? {} : { noWait: true }),
    stop: options.stop ?? new AbortController().signal,
  };
  return { journal, emitted, ran, context, now: () => now, run: (before = []) => executeRun(context, before) };
}

/** A process of this machine. */
export const aChild: ProcessIdentity = {
  host: "here",
  machineId: "m",
  bootId: "b",
  pidNamespace: "n",
  pid: 1,
  startTime: "1",
};

const delivery: NonNullable<Step["delivery"]> = {
  arrivesWithinSeconds: 60,
  arrivesReason: "said so",
  whenUnknown: "repeat",
  whenUnknownReason: "said so",
};
