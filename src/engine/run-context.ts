import type { Emit } from "../messages/events.ts";
import type { Plan } from "../model/plan.ts";
import type { Provider, RunKeys, Session } from "../model/provider.ts";
import type { Phase } from "../model/step.ts";
import type { Clock, Exec, Files, Host } from "../ports/index.ts";
import type { Journal } from "../state/index.ts";

/** Everything that executing one run needs. */
export interface RunContext {
  readonly run: string;
  /** The frozen plan; only the steps of `targets` are this run's. */
  readonly plan: Plan;
  readonly targets: readonly string[];
  /** Of the type of this target; undefined for a type that this certplan does not have. */
  providerOf(target: string): Provider | undefined;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly host: Host;
  /** Fenced: what it prepared does not begin once the locks are lost. */
  readonly exec: Exec;
  /** Where the output of a step's program goes. */
  outputFileOf(step: string): string;
  readonly keys: RunKeys;
  readonly files: Files;
  readonly emit: Emit;
  readonly pollMs: number;
  readonly graceMs: number;
  /** Steps worked on at once. */
  readonly parallelism: number;
  /** With the frozen connection; every mutating request of it checks the fencing token first. */
  sessionOf(target: string): Session;
  /** No step of this phase or a later one is begun. */
  readonly until?: Phase;
  /** `--no-wait`: a gate that is not passed at the first look holds its step back. */
  readonly noWait?: boolean;
  /** Aborts at the first signal: start nothing more. */
  readonly stop: AbortSignal;
}
