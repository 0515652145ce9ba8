import type { JournalEvent } from "../../src/state/index.ts";

/** A moment at which an apply is killed, named by what it does to its journal, its screen and the platform. */
export type Moment =
  /** The step has begun; nothing of it was read, written or sent. */
  | { readonly at: "begins"; readonly step: string }
  /** A journal record: not a byte of it is on disk; half of it is; it is written and synced. No step: of the run. */
  | { readonly at: "before" | "half" | "durable"; readonly record: JournalEvent["kind"]; readonly step?: string }
  /** A request of the gate has come to the platform, the first such request behind this record. */
  | {
      readonly at: "read";
      readonly line: string;
      readonly behind: { readonly record: JournalEvent["kind"]; readonly step: string };
    }
  /** The platform has applied the request, and the reply is not delivered. */
  | { readonly at: "applied"; readonly line: string }
  /** The request is under way, and comes to the platform only when the next process is already at work. */
  | { readonly at: "late"; readonly line: string };

/** What differs between releases of the platform: whether v0 lists leaves that are staged and not deployed. */
export type Profile = "lists staged leaves" | "hides staged leaves";
export const profiles: readonly Profile[] = ["lists staged leaves", "hides staged leaves"];

/**
 * What the resumed process does about the step: `waits` (until nothing can arrive any more) and the outcome that the
 * probe found, then the records that it writes for the step, in order.
 */
export type Decision = readonly string[];

export interface Point {
  readonly name: string;
  readonly moment: Moment;
  /** The step that the decision is about; absent: the run. */
  readonly step?: string;
  readonly decision: Readonly<Record<Profile, Decision>>;
}

const performs = ["StepIntended", "StepPerformed replied"] as const;
const repeats = ["waits", "unknown", "StepNotDone", ...performs] as const;
const sendsAgain = ["waits", "not-done", "StepNotDone", ...performs] as const;
const findsDone = ["waits", "done", "StepPerformed probed"] as const;
const leavesAlone = [] as const;

const regenerate = "opsman/regenerate-leaves";
const apply = "opsman/apply-changes";
const verify = "opsman/verify-leaves";

/** Where staged leaves are not listed the probe cannot tell, and a second regenerate is harmless. */
const ifListed = { "lists staged leaves": findsDone, "hides staged leaves": repeats };

function at(moment: Moment, step: string | undefined, decision: Decision | Point["decision"]): Point {
  const decisions = "lists staged leaves" in decision ? decision : always(decision);
  return { name: nameOf(moment, step), moment, ...(step === undefined ? {} : { step }), decision: decisions };
}

function always(decision: Decision): Point["decision"] {
  return { "lists staged leaves": decision, "hides staged leaves": decision };
}

/**
 * The grid of one profile. Where staged leaves are hidden only the probe of regenerate sees anything else, so that
 * only this step is killed there, unless CRASH_EVERY_POINT asks for the whole grid.
 */
export function pointsOf(profile: Profile): readonly Point[] {
  if (profile === "lists staged leaves" || process.env["CRASH_EVERY_POINT"] !== undefined) return points;
  return points.filter(({ step }) => step === regenerate);
}

/** Every kind of step of `leaves`, and the end of the run. */
const points: readonly Point[] = [
  ...sending(regenerate, "POST /api/v0/certificate_authorities/active/regenerate", {
    notBegun: performs,
    notSent: repeats,
    applied: ifListed,
    recorded: leavesAlone,
  }),
  ...sending(apply, "POST /api/v0/installations", {
    notBegun: [...performs, "GatePassed"],
    notSent: [...sendsAgain, "GatePassed"],
    applied: [...findsDone, "GatePassed"],
    recorded: ["GatePassed"],
  }),
  ...gate(apply, { at: "read", line: "GET /api/v0/installations", behind: { record: "StepPerformed", step: apply } }),
  at({ at: "begins", step: verify }, verify, ["GatePassed"]),
  ...gate(verify, {
    at: "read",
    line: "GET /api/v0/deployed/certificates",
    behind: { record: "GatePassed", step: apply },
  }),
  at({ at: "before", record: "RunClosed" }, undefined, ["RunClosed"]),
  at({ at: "durable", record: "RunClosed" }, undefined, leavesAlone),
];

/** A step that sends one mutating request. */
function sending(
  step: string,
  line: string,
  decision: Readonly<Record<"notBegun" | "notSent" | "applied" | "recorded", Decision | Point["decision"]>>,
): readonly Point[] {
  return [
    at({ at: "before", record: "StepIntended", step }, step, decision.notBegun),
    at({ at: "half", record: "StepIntended", step }, step, decision.notBegun),
    at({ at: "durable", record: "StepIntended", step }, step, decision.notSent),
    at({ at: "late", line }, step, decision.applied),
    at({ at: "applied", line }, step, decision.applied),
    at({ at: "half", record: "StepPerformed", step }, step, decision.applied),
    at({ at: "durable", record: "StepPerformed", step }, step, decision.recorded),
  ];
}

/** A gate that only reads: whatever happens before its record is durable, it is read again. */
function gate(step: string, read: Moment): readonly Point[] {
  return [
    at(read, step, ["GatePassed"]),
    at({ at: "before", record: "GatePassed", step }, step, ["GatePassed"]),
    at({ at: "durable", record: "GatePassed", step }, step, leavesAlone),
  ];
}

function nameOf(moment: Moment, step: string | undefined): string {
  const place = step ?? "the run";
  switch (moment.at) {
    case "begins":
      return `${place}: begun, nothing read`;
    case "before":
      return `${place}: before ${moment.record} is written`;
    case "half":
      return `${place}: ${moment.record} half written`;
    case "durable":
      return `${place}: ${moment.record} durable`;
    case "read":
      return `${place}: its gate's read has come to the platform`;
    case "applied":
      return `${place}: applied by the platform, reply not delivered`;
    case "late":
      return `${place}: sent, and arriving late`;
  }
}
