import { progressOf } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { continueRun, createRun, type Journal, type RecoveredRun } from "../state/index.ts";
import { iso, parseInstant } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { endRun } from "./end-run.ts";
import { type KnownState, targetsOf } from "./known-state.ts";
import { recordRuns } from "./record-runs.ts";
import { snapshotting } from "./snapshot-journal.ts";

/** A run to go on with, or a group of a plan's targets to open one for. */
export type RunWork =
  | { readonly kind: "resume"; readonly id: string }
  | { readonly kind: "open"; readonly plan: Plan; readonly targets: readonly string[] };

/** A run whose journal this process holds. */
export interface LockedRun {
  readonly id: string;
  readonly plan: Plan;
  readonly targets: readonly string[];
  readonly journal: Journal;
  readonly events: RecoveredRun["events"];
}

/** Undefined if another process has closed it since. */
export async function resumeRun(
  context: CommandContext,
  id: string,
  known: KnownState,
): Promise<LockedRun | undefined> {
  const run = known.open.find((candidate) => candidate.id === id);
  if (run === undefined) return undefined;
  const at = iso(context.ports.clock.now());
  const journal = await continueRun(context.ports.files, context.settings.statePath, run, {
    at,
    holder: context.ports.host.self(),
  });
  const targets = targetsOf(run);
  const steps = run.plan.steps.filter((step) => targets.includes(step.target));
  const progress = progressOf(run.events);
  context.emit({
    event: "RunResumed",
    at,
    run: id,
    targets,
    digest: run.plan.digest,
    steps: steps.length,
    passed: steps.filter((step) =>
      step.gate === undefined ? progress.get(step.id)?.performed : progress.get(step.id)?.gatePassed,
    ).length,
    stoppedAt: run.events.at(-1)?.at ?? at,
    differences: estateDifferences(context, run.plan, targets),
  });
  return { id, plan: run.plan, targets, journal: snapshotting(context, { id, journal }), events: run.events };
}

/** What the estate declares otherwise by now: the run goes on as it was reviewed. */
function estateDifferences(context: CommandContext, plan: Plan, targets: readonly string[]): readonly string[] {
  const connections = connectionDifferences(context, plan, targets);
  if (connections.length > 0 || plan.estate.digest === context.estate.digest) return connections;
  return ["what is declared beside addresses, secrets and anchors"];
}

function connectionDifferences(context: CommandContext, plan: Plan, targets: readonly string[]): readonly string[] {
  return targets.flatMap((name) => {
    const frozen = plan.targets.find((target) => target.name === name)?.connection as JsonObject | undefined;
    const declared = context.estate.targets.find((target) => target.name === name);
    if (declared === undefined) return [`${name} is no longer in the estate`];
    const keys = new Set([...Object.keys(frozen ?? {}), ...Object.keys(declared.connection)]);
    return [...keys]
      .filter((key) => JSON.stringify(frozen?.[key]) !== JSON.stringify(declared.connection[key]))
      .map((key) => `${name}.${key}`);
  });
}

export async function openRun(
  context: CommandContext,
  work: Extract<RunWork, { kind: "open" }>,
  see: { readonly known: KnownState; readonly stop: AbortSignal },
): Promise<LockedRun | undefined> {
  checkUnmoved(work, see.known);
  checkInTime(context, work);
  if (work.plan.continues !== undefined) await closeContinued(context, work.plan.continues, see);
  if (work.targets.length === 0) return undefined;
  const id = await newRunId(context);
  const at = iso(context.ports.clock.now());
  const by = { at, holder: context.ports.host.self() };
  const journal = await createRun(
    context.ports.files,
    context.settings.statePath,
    { id, plan: work.plan, targets: work.targets },
    by,
  );
  await recordRuns(context);
  const steps = work.plan.steps.filter((step) => work.targets.includes(step.target)).length;
  context.emit({ event: "RunOpened", at, run: id, targets: work.targets, digest: work.plan.digest, steps });
  return {
    id,
    plan: work.plan,
    targets: work.targets,
    journal: snapshotting(context, { id, journal }),
    events: [],
  };
}

/** Between plan and lock nobody else may have applied to these targets. Throws StateMoved, OpenRunElsewhere. */
function checkUnmoved(work: Extract<RunWork, { kind: "open" }>, known: KnownState): void {
  for (const name of work.targets) {
    const planned = work.plan.targets.find((target) => target.name === name);
    const serial = known.state.targets[name]?.serial ?? 0;
    const run = known.open.find(
      (candidate) => candidate.id !== work.plan.continues && targetsOf(candidate).includes(name),
    );
    if (run !== undefined) {
      throw new CertplanError({
        code: "OpenRunElsewhere",
        message: `run ${run.id} holds ${name}`,
        hint: "certplan apply",
      });
    }
    if (planned === undefined || planned.serial === serial) continue;
    throw new CertplanError({
      code: "StateMoved",
      message: `${name} was applied since the plan was made: serial ${planned.serial} in the plan, ${serial} in the state`,
      hint: "certplan plan",
    });
  }
}

/** A plan is not begun that can no longer be brought to its end. Throws TooLate. */
function checkInTime(context: CommandContext, { plan, targets }: Extract<RunWork, { kind: "open" }>): void {
  const now = context.ports.clock.now();
  if (plan.validUntil === undefined || now <= parseInstant(plan.validUntil) || targets.length === 0) return;
  throw new CertplanError({
    code: "TooLate",
    message: `the plan for ${targets.join(", ")} could be begun until ${plan.validUntil}, and it is ${iso(now)}`,
    hint: "certplan plan",
  });
}

/** The rest of this run was planned anew: it ends here. */
async function closeContinued(
  context: CommandContext,
  id: string,
  see: { readonly known: KnownState; readonly stop: AbortSignal },
): Promise<void> {
  const run = see.known.open.find((candidate) => candidate.id === id);
  if (run !== undefined) await endRun(context, run, { result: "continued", verified: {} }, see.stop);
}

/** Four characters without vowels or look-alikes: short enough to type, never a word. */
async function newRunId(context: CommandContext): Promise<string> {
  const alphabet = "23456789bcdfghjkmnpqrstvwxz";
  const bytes = await context.ports.random.bytes(6);
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}
