import type { JournalEvent } from "../../state/index.ts";
import type { Flight, PendingEvent, SimProcess, World } from "../world.ts";
import { isChange } from "./calls.ts";
import type { Moment, Phase, SubjectStep } from "./phases.ts";

/** Follows the process that applies: which of its steps are under way, and in which phase each of them is. */
export interface Following {
  /** Another process applies from now on. */
  restarted(process: SimProcess): void;
  /** It tells of its progress. */
  told(event: { readonly event?: string; readonly step?: string }): void;
  /** Before an event of anybody. */
  before(world: Pick<World, "flights">): void;
  /** After one, with the record that it has appended to a journal. */
  after(event: PendingEvent, record: JournalEvent | undefined): void;
  now(): readonly Moment[];
  /** True where some step is in this phase; with a kind: one of that kind. Asked at every event. */
  isIn(phase: Phase, kind?: string): boolean;
}

export function followSteps(steps: Readonly<Record<string, SubjectStep>>): Following {
  const phases = new Map<string, Phase>();
  const performed = new Set<string>();
  /** The last record of each journal, until it is synced. */
  const unsynced = new Map<string, JournalEvent>();
  let main: SimProcess | undefined;

  const synced = (record: JournalEvent, isMain: boolean): void => {
    if (!("step" in record) || record.step === undefined) return;
    const { step } = record;
    if (record.kind === "StepPerformed") performed.add(step);
    if (!isMain) return;
    if (record.kind === "StepIntended") phases.set(step, "intent synced, nothing sent");
    if (record.kind === "StepPerformed") phases.set(step, "recorded");
    if (record.kind === "StepNotDone") phases.set(step, "before its intent");
    if (record.kind === "GatePassed") phases.delete(step);
  };

  /** What is recorded is so for the length of one event. */
  const goOn = (): void => {
    for (const [step, phase] of phases) {
      if (phase !== "recorded") continue;
      if (steps[step]?.gated === true) phases.set(step, "in its gate");
      else phases.delete(step);
    }
  };

  const answered = ({ origin }: Flight): void => {
    for (const [step, phase] of phases) {
      if (phase === "sent, not answered" && steps[step]?.origin === origin) phases.set(step, "answered, not recorded");
    }
  };

  return {
    restarted: (process) => {
      main = process;
      phases.clear();
      unsynced.clear();
    },
    told: ({ event, step = "" }) => {
      const { performs } = steps[step] ?? {};
      if (event === "StepStarted")
        phases.set(step, performs === true && !performed.has(step) ? "before its intent" : "in its gate");
      if (event === "StepSettling") phases.set(step, "outcome lost, not asked yet");
      if (event === "StepPassed" && phases.get(step) !== "recorded") phases.delete(step);
    },
    before: (world) => {
      for (const [step, phase] of phases) {
        if (phase !== "intent synced, nothing sent") continue;
        const isItsCall = ({ origin, request }: Flight): boolean =>
          request.from === main?.name && origin === steps[step]?.origin && isChange(request);
        if (world.flights().some(isItsCall)) phases.set(step, "sent, not answered");
      }
    },
    after: ({ process, label, writes, answers }, record) => {
      const isMain = process === main;
      if (isMain) goOn();
      if (writes !== undefined && record !== undefined) {
        unsynced.set(writes.path, record);
        if (isMain && record.kind === "StepIntended") phases.set(record.step, "intent written, not synced");
        if (isMain && record.kind === "GatePassed") phases.set(record.step, "gate passed, not recorded");
      }
      const done = label.startsWith("sync ") ? unsynced.get(label.slice("sync ".length)) : undefined;
      if (done !== undefined) synced(done, isMain);
      if (isMain && answers !== undefined && isChange(answers.request)) answered(answers);
    },
    isIn: (wanted, kind) => {
      for (const [step, phase] of phases)
        if (phase === wanted && (kind === undefined || steps[step]?.kind === kind)) return true;
      return false;
    },
    now: () => [...phases].map(([step, phase]) => ({ kind: steps[step]?.kind ?? step, phase })),
  };
}
