import { type Moment, nameOf, type RecordName } from "./moments.ts";

/**
 * What the next process does about the step: `waits` (until nothing can arrive any more) or `waits for its program`, and
 * the outcome that the probe found, then the records that it writes for the step, in order.
 */
export type Decision = readonly string[];

export interface Point {
  readonly name: string;
  readonly moment: Moment;
  /** The step that the decision is about; absent: the run. */
  readonly step?: string;
  /** Where nothing disturbs the next process. */
  readonly decision: Decision;
  /** Beyond the four points of a kind of step: at `CRASH_EVERY_POINT` only. */
  readonly extra?: true;
}

type Outcome = "done" | "not-done" | "unknown";

const gatePasses: Decision = ["GatePassed"];
const leavesAlone: Decision = [];

/** A step that does something once: what makes it done, and what its probe tells. */
interface Doing {
  readonly step: string;
  /** Of a probe where it was never done. */
  readonly unsent: Outcome;
  /** Of a probe where it was done. */
  readonly applied: Outcome;
  readonly performs: Decision;
  /** Before a probe, until nothing can arrive. */
  readonly waits: Decision;
  readonly passes: Decision;
}

/** What is done about an intent without an outcome, by what its probe tells. */
function settled({ performs, waits, passes }: Doing, outcome: Outcome): Decision {
  const then = outcome === "done" ? ["StepPerformed probed"] : ["StepNotDone", ...performs];
  return [...waits, outcome, ...then, ...passes];
}

/** A step that sends one mutating request. */
export interface Sending {
  readonly line: string;
  /** What the probe tells where the call was never sent; default: not-done. */
  readonly unsent?: Outcome;
  /** What it tells where the call was applied; default: done. */
  readonly applied?: Outcome;
  /** It passes without a gate. */
  readonly ungated?: true;
}

export function sending(
  step: string,
  { line, unsent = "not-done", applied = "done", ungated }: Sending,
): readonly Point[] {
  const performs = ["StepIntended", "StepPerformed replied"];
  const passes = ungated === undefined ? gatePasses : [];
  const doing: Doing = { step, unsent, applied, performs, waits: ["waits"], passes };
  const behind = { record: "StepIntended", step } as const;
  return [
    ...intent(doing),
    at({ at: "applied", line, behind }, step, settled(doing, applied)),
    outcomeRecorded(doing),
    extra(at({ at: "half", record: "StepIntended", step }, step, [...performs, ...passes])),
    extra(at({ at: "late", line, behind }, step, settled(doing, applied))),
    extra(at({ at: "half", record: "StepPerformed", step }, step, settled(doing, applied))),
    ...(ungated === undefined ? gateRecord(step).map(extra) : []),
  ];
}

/** A step whose work certplan does itself, in files: what is sent nowhere is applied right before its record. */
export function writing(step: string, { unsent, applied }: Pick<Doing, "unsent" | "applied">): readonly Point[] {
  const performs = ["StepIntended", "StepPerformed replied"];
  const doing: Doing = { step, unsent, applied, performs, waits: [], passes: gatePasses };
  return [...intent(doing), ...outcome(doing)];
}

/** A step whose work is a program of the user's, which outlives certplan. */
export function running(
  step: string,
  { unsent, applied, ungated }: Pick<Doing, "unsent" | "applied"> & { readonly ungated?: true },
): readonly Point[] {
  const performs = ["StepIntended", "StepSpawned", "StepPerformed replied"];
  const passes = ungated === undefined ? gatePasses : [];
  const doing: Doing = { step, unsent, applied, performs, waits: [], passes };
  const spawned = { record: "StepSpawned", step } as const;
  const waits = ["waits for its program"];
  return [
    ...intent(doing),
    at({ at: "runs", behind: spawned }, step, settled({ ...doing, waits }, applied)),
    ...outcome(doing),
    extra(at({ at: "durable", ...spawned }, step, settled(doing, unsent))),
  ];
}

/** A step without an effect: it waits for what a read shows. Whatever happens before its record is durable, it is read again. */
export function gate(step: string, read?: { readonly line: string; readonly behind: RecordName }): readonly Point[] {
  return [
    ...gateRecord(step),
    ...(read === undefined
      ? []
      : [extra(at({ at: "begins", step }, step, gatePasses)), extra(at({ at: "read", ...read }, step, gatePasses))]),
  ];
}

/** A step that asks a person, who says so by `certplan confirm`: a process too. */
export function asking(step: string): readonly Point[] {
  const confirmed = { record: "StepConfirmed", step } as const;
  return [
    at({ at: "before", ...confirmed }, step, ["asks", "StepConfirmed", ...gatePasses]),
    at({ at: "durable", ...confirmed }, step, gatePasses),
    ...gateRecord(step),
  ];
}

export function endOfRun(): readonly Point[] {
  return [
    at({ at: "before", record: "RunClosed" }, undefined, ["RunClosed"]),
    at({ at: "durable", record: "RunClosed" }, undefined, leavesAlone),
  ];
}

function intent(doing: Doing): readonly Point[] {
  const { step, unsent, performs, passes } = doing;
  return [
    at({ at: "before", record: "StepIntended", step }, step, [...performs, ...passes]),
    at({ at: "durable", record: "StepIntended", step }, step, settled(doing, unsent)),
  ];
}

/** Done, and not recorded; recorded. */
function outcome(doing: Doing): readonly Point[] {
  const { step, applied } = doing;
  return [at({ at: "before", record: "StepPerformed", step }, step, settled(doing, applied)), outcomeRecorded(doing)];
}

function outcomeRecorded({ step, passes }: Doing): Point {
  return at({ at: "durable", record: "StepPerformed", step }, step, passes);
}

function gateRecord(step: string): readonly Point[] {
  return [
    at({ at: "before", record: "GatePassed", step }, step, gatePasses),
    at({ at: "durable", record: "GatePassed", step }, step, leavesAlone),
  ];
}

/** Of a step whose kind is killed elsewhere: its four points, for where every effect is killed. */
export function again(points: readonly Point[]): readonly Point[] {
  return points.filter((point) => point.extra === undefined).map(extra);
}

function extra(point: Point): Point {
  return { ...point, extra: true };
}

function at(moment: Moment, step: string | undefined, decision: Decision): Point {
  return { name: nameOf(moment, step), moment, decision, ...(step === undefined ? {} : { step }) };
}

/** What is seen of a decision where the process that takes it is itself killed, at the next point. */
export function seenBefore(next: Point | undefined, { step, decision }: Point): Decision {
  if (next === undefined || next.step !== step) return decision;
  const { moment } = next;
  switch (moment.at) {
    case "begins":
    case "read":
      return [];
    case "before":
    case "half":
      return decision.slice(0, indexOf(decision, moment.record));
    case "durable":
      return decision.slice(0, indexOf(decision, moment.record) + 1);
    default:
      return decision.slice(0, indexOf(decision, moment.behind.record) + 1);
  }
}

function indexOf(decision: Decision, record: string): number {
  const index = decision.findLastIndex((word) => word.split(" ")[0] === record);
  if (index < 0) throw new Error(`${decision.join(", ")}: there will be no ${record}`);
  return index;
}
