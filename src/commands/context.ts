import type { Emit } from "../messages/events.ts";
import type { DriftReport } from "../model/drift.ts";
import type { Plan } from "../model/plan.ts";
import type { Providers } from "../model/provider.ts";
import type { Settings } from "../model/settings.ts";
import type { Phase } from "../model/step.ts";
import type { Estate } from "../model/target.ts";
import type { Ports } from "../ports/index.ts";

/** Everything a command needs; the same in the program and in the simulation. */
export interface CommandContext {
  readonly ports: Ports;
  readonly registry: Providers;
  readonly estate: Estate;
  readonly settings: Settings;
  readonly certplanVersion: string;
  readonly emit: Emit;
  /** In CI, unless `--insecure`: a target whose `trust` verifies nothing is not talked to. */
  readonly refuseUnverified?: boolean;
  /** `--now`: evaluate plan and drift as of that instant. */
  readonly evaluateAt?: number;
  /** Reads are those of an apply: a system that is locked after a reboot may be unlocked first. */
  readonly mayUnlock?: true;
}

export interface PlanRequest {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly rotate: readonly string[];
  /** `--continue RUN`. */
  readonly continueRun?: string;
}

export interface PlanResult {
  readonly plan: Plan;
  /** 0, 8, 4 or 5; `--detailed-exitcode` makes 2 of 0 with changes due. */
  readonly exitCode: number;
  readonly changesDue: boolean;
}

export interface ApplyRequest extends PlanRequest {
  /** A parsed plan file. */
  readonly plan?: Plan;
  /** `--expect`. */
  readonly expect?: string;
  /** `--until`: each target is parked before its first step of this phase. */
  readonly until?: Exclude<Phase, "prepare">;
  /** `--no-wait`: a gate that does not pass at the first look parks its run. */
  readonly noWait?: boolean;
  /** `--yes`. */
  readonly yes: boolean;
  readonly newState: boolean;
  readonly inCi: boolean;
  /** Asks a person; absent without a terminal. */
  readonly ask?: (plan: Plan) => Promise<boolean>;
  /** Aborts at the first SIGINT or SIGTERM: start nothing more. */
  readonly stop?: AbortSignal;
}

export interface ApplyResult {
  readonly exitCode: number;
  /** What was planned, if this apply planned. */
  readonly plan?: Plan;
  /** One sentence for the end of the screen. */
  readonly sentence: string;
  /** The next command; absent after exit 0. */
  readonly next?: string;
}

export interface DriftResult {
  readonly report: DriftReport;
  readonly exitCode: number;
}
