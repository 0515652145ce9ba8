import type { JournalEvent } from "../../src/state/index.ts";
import { ca, caRecreating, caSwitched, caTrusted, hiddenLeaves, leaves, type Variant } from "./variants.ts";

/** A record of the journal. No step: of the run. */
export interface RecordName {
  readonly record: JournalEvent["kind"];
  readonly step?: string;
}

/** A moment at which an apply is killed, named by what it does to its journal, its screen and the platform. */
export type Moment =
  /** The step has begun; nothing of it was read, written or sent. */
  | { readonly at: "begins"; readonly step: string }
  /** A journal record: not a byte of it is on disk; half of it is; it is written and synced. */
  | ({ readonly at: "before" | "half" | "durable" } & RecordName)
  /**
   * The first such request behind this record (`METHOD path`, `*` for an id). `read`: it has come to the platform;
   * `applied`: the platform has applied it, and the reply is not delivered; `late`: it is under way, and comes to the
   * platform only when the next process is already at work.
   */
  | { readonly at: "read" | "applied" | "late"; readonly line: string; readonly behind: RecordName };

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
  readonly decision: Decision;
}

const performs: Decision = ["StepIntended", "StepPerformed replied"];
/** What is done about a call that was sent, by what its probe tells. */
const settled = {
  done: ["waits", "done", "StepPerformed probed"],
  "not-done": ["waits", "not-done", "StepNotDone", ...performs],
  unknown: ["waits", "unknown", "StepNotDone", ...performs],
} as const;
const passes: Decision = ["GatePassed"];
const leavesAlone: Decision = [];

/** A step that sends one mutating request. */
interface Sending {
  readonly step: string;
  readonly line: string;
  /** What the probe tells where the call was never sent; default: not-done. */
  readonly unsent?: keyof typeof settled;
  /** What it tells where the call was applied; default: done. */
  readonly applied?: keyof typeof settled;
  /** It passes without a gate. */
  readonly ungated?: true;
  /** Killed at every effect only. */
  readonly extra?: true;
}

/** A step without an effect: it waits for what a read shows. */
interface Gate {
  readonly step: string;
  /** The read of its gate. */
  readonly line: string;
  readonly behind: RecordName;
  readonly extra?: true;
}

const generate = "opsman/generate-ca";
const applyTrust = "opsman/apply-trust";
const activate = "opsman/activate-ca";
const regenerate = "opsman/regenerate-leaves";
const applySwitch = "opsman/apply-switch";
const remove = "opsman/delete-ca";
const applyDrop = "opsman/apply-drop";
const applyChanges = "opsman/apply-changes";
const install = "POST /api/v0/installations";
const regenerates = "POST /api/v0/certificate_authorities/active/regenerate";

/** Every kind of step, each in the shortest rotation that has it: a new kind is a line here. */
const grid: readonly {
  readonly variant: Variant;
  readonly sends: readonly Sending[];
  readonly waits: readonly Gate[];
}[] = [
  {
    variant: leaves,
    sends: [
      // until leaves are staged nobody can tell, and a second regenerate is harmless
      { step: regenerate, line: regenerates, unsent: "unknown", ungated: true },
      { step: applyChanges, line: install },
    ],
    waits: [
      {
        step: "opsman/verify-leaves",
        line: "GET /api/v0/deployed/certificates",
        behind: { record: "GatePassed", step: applyChanges },
      },
    ],
  },
  {
    variant: hiddenLeaves,
    sends: [{ step: regenerate, line: regenerates, unsent: "unknown", applied: "unknown", ungated: true }],
    waits: [],
  },
  {
    variant: ca,
    sends: [
      { step: generate, line: "POST /api/v0/certificate_authorities/generate" },
      { step: applyTrust, line: install },
    ],
    waits: [],
  },
  {
    variant: caRecreating,
    sends: [{ step: "opsman/recreate-trust", line: "PUT /api/v0/staged/director/properties" }],
    waits: [],
  },
  {
    variant: caTrusted,
    sends: [
      { step: activate, line: "POST /api/v0/certificate_authorities/*/activate", ungated: true },
      { step: regenerate, line: regenerates, unsent: "unknown", ungated: true },
      { step: applySwitch, line: install, extra: true },
    ],
    waits: [
      { step: "opsman/instances-trust", line: "GET /api/v0/installations", behind: { record: "RunOpened" } },
      {
        step: "opsman/is-active",
        line: "GET /api/v0/certificate_authorities",
        behind: { record: "StepPerformed", step: activate },
      },
    ],
  },
  {
    variant: caSwitched,
    sends: [
      { step: remove, line: "DELETE /api/v0/certificate_authorities/*" },
      { step: applyDrop, line: install, extra: true },
    ],
    waits: [
      { step: "opsman/no-old-leaf", line: "GET /api/v0/deployed/certificates", behind: { record: "RunOpened" } },
      {
        step: "opsman/verify-ca",
        line: "GET /api/v0/certificate_authorities",
        behind: { record: "GatePassed", step: applyDrop },
      },
    ],
  },
];

/** `CRASH_EVERY_POINT`: every effect, and every place of a record that a kill can leave. */
const isWhole: boolean = process.env["CRASH_EVERY_POINT"] !== undefined;

/** Each variant with its points: four for each step that sends something, two for one that does not. */
export const cells: readonly { readonly variant: Variant; readonly points: readonly Point[] }[] = grid.map(
  ({ variant, sends, waits }) => ({
    variant,
    points: [
      ...sends.filter((step) => isWhole || step.extra === undefined).flatMap(sending),
      ...waits.filter((step) => isWhole || step.extra === undefined).flatMap(gate),
      ...(variant === leaves ? endOfRun() : []),
    ],
  }),
);

function endOfRun(): readonly Point[] {
  return [
    at({ at: "before", record: "RunClosed" }, undefined, ["RunClosed"]),
    at({ at: "durable", record: "RunClosed" }, undefined, leavesAlone),
  ];
}

function sending({ step, line, unsent = "not-done", applied = "done", ungated }: Sending): readonly Point[] {
  const then = ungated === undefined ? passes : [];
  const sent = [...settled[applied], ...then];
  const behind = { record: "StepIntended", step } as const;
  const performed = { record: "StepPerformed", step } as const;
  return [
    at({ at: "before", record: "StepIntended", step }, step, [...performs, ...then]),
    at({ at: "durable", record: "StepIntended", step }, step, [...settled[unsent], ...then]),
    at({ at: "applied", line, behind }, step, sent),
    at({ at: "durable", ...performed }, step, then),
    ...onlyWhole([
      at({ at: "half", record: "StepIntended", step }, step, [...performs, ...then]),
      at({ at: "late", line, behind }, step, sent),
      at({ at: "half", ...performed }, step, sent),
      ...(ungated === undefined ? gateRecord(step) : []),
    ]),
  ];
}

/** A gate that only reads: whatever happens before its record is durable, it is read again. */
function gate({ step, line, behind }: Gate): readonly Point[] {
  return [
    ...gateRecord(step),
    ...onlyWhole([at({ at: "begins", step }, step, passes), at({ at: "read", line, behind }, step, passes)]),
  ];
}

function gateRecord(step: string): readonly Point[] {
  return [
    at({ at: "before", record: "GatePassed", step }, step, passes),
    at({ at: "durable", record: "GatePassed", step }, step, leavesAlone),
  ];
}

function onlyWhole(points: readonly Point[]): readonly Point[] {
  return isWhole ? points : [];
}

function at(moment: Moment, step: string | undefined, decision: Decision): Point {
  return { name: nameOf(moment, step), moment, decision, ...(step === undefined ? {} : { step }) };
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
