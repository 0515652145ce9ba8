import { progressOf, type StepProgress } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import type { Step } from "../model/step.ts";
import type { RecoveredRun } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { endRun } from "./end-run.ts";
import { loadState, systemsOf, targetsOf } from "./known-state.ts";
import { readHolding, withLocks } from "./locks.ts";

/** A run that was given up, and what it leaves half done; steps in the order of the plan. */
export interface AbandonedRun {
  readonly run: string;
  readonly targets: readonly string[];
  readonly passed: readonly Step[];
  /** Done, and their gate has not passed. */
  readonly unverified: readonly Step[];
  /** Sent or about to be, and nobody knows the outcome. */
  readonly mayHaveHappened: readonly Step[];
  readonly notBegun: readonly Step[];
}

/**
 * `certplan state abandon`: closes an open run where it stands, and sends nothing. The serial of its targets grows, so
 * that no older plan fits any more; what to do next is planned from what is live.
 * Throws RunUnknown, and Locked while a living process works on it.
 */
export async function abandonCommand(
  context: CommandContext,
  request: { readonly run: string; readonly because: string; readonly by: string },
): Promise<AbandonedRun> {
  const { by, because } = request;
  const before = openRun((await loadState(context)).open, request.run);
  return withLocks(context, systemsOf(before, targetsOf(before)), async (locks) => {
    const run = openRun((await readHolding(locks, () => loadState(context))).open, request.run);
    const verified = Object.fromEntries(targetsOf(run).map((target) => [target, null]));
    const ending = { result: "abandoned", verified, abandoned: { by, because } } as const;
    await endRun(context, run, ending, new AbortController().signal);
    return standingOf(run);
  });
}

function openRun(open: readonly RecoveredRun[], id: string): RecoveredRun {
  const run = open.find((candidate) => candidate.id === id);
  if (run !== undefined) return run;
  throw new CertplanError({ code: "RunUnknown", message: `there is no open run ${id}`, hint: "certplan state list" });
}

type Standing = "passed" | "unverified" | "mayHaveHappened" | "notBegun";

function standingOf(run: RecoveredRun): AbandonedRun {
  const targets = targetsOf(run);
  const progress = progressOf(run.events);
  const steps = run.plan.steps.filter((step) => targets.includes(step.target));
  const those = (standing: Standing): readonly Step[] =>
    steps.filter((step) => standingOfStep(step, progress.get(step.id)) === standing);
  return {
    run: run.id,
    targets,
    passed: those("passed"),
    unverified: those("unverified"),
    mayHaveHappened: those("mayHaveHappened"),
    notBegun: those("notBegun"),
  };
}

function standingOfStep(step: Step, at: StepProgress | undefined): Standing {
  if (at === undefined) return "notBegun";
  if (at.open !== undefined) return "mayHaveHappened";
  if (step.gate === undefined ? at.performed : at.gatePassed) return "passed";
  return at.performed ? "unverified" : "notBegun";
}
