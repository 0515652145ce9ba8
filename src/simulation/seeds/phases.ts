/** Where a step stands in the life of a process that works on it. */
export type Phase =
  | "before its intent"
  | "intent written, not synced"
  | "intent synced, nothing sent"
  | "sent, not answered"
  | "answered, not recorded"
  | "outcome lost, not asked yet"
  | "recorded"
  | "in its gate"
  | "gate passed, not recorded";

const ofPerforming: readonly Phase[] = [
  "before its intent",
  "intent written, not synced",
  "intent synced, nothing sent",
  "outcome lost, not asked yet",
  "recorded",
];
const ofSending: readonly Phase[] = ["sent, not answered", "answered, not recorded"];
const ofGates: readonly Phase[] = ["in its gate", "gate passed, not recorded"];

/** What the seeds know of one step of the plan. */
export interface SubjectStep {
  readonly kind: string;
  /** Of the system that it changes. */
  readonly origin: string;
  readonly performs: boolean;
  /** It performs by a call to that system. */
  readonly sends: boolean;
  readonly gated: boolean;
  /** A call of it that was lost may still take effect: it is waited for. */
  readonly waitsForLate: boolean;
}

/** A step kind in one of its phases. */
export interface Moment {
  readonly kind: string;
  readonly phase: Phase;
}

/** Every phase of every kind among these steps, each once, in the order of the plan. */
export function momentsOf(steps: Readonly<Record<string, SubjectStep>>): readonly Moment[] {
  const moments = new Map<string, Moment>();
  for (const { kind, performs, sends, gated } of Object.values(steps)) {
    const phases = [...(performs ? ofPerforming : []), ...(sends ? ofSending : []), ...(gated ? ofGates : [])];
    for (const phase of phases) moments.set(`${kind}: ${phase}`, { kind, phase });
  }
  return [...moments.values()];
}
