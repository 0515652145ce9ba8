import { CertplanError, exitCodeOf } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import { buildPlan, type Reading } from "../planner/index.ts";
import type { CommandContext, PlanRequest, PlanResult } from "./context.ts";
import { firstOf, planOrder } from "./exit-order.ts";
import { isMade, type KnownState, loadState, openTargets, reloadState, targetsOf } from "./known-state.ts";
import { loadProviders } from "./load-providers.ts";
import { readTargets, selectTargets } from "./read-targets.ts";

/** `certplan plan`: reads, decides. Takes no lock, writes nothing. */
export async function planCommand(context: CommandContext, request: PlanRequest): Promise<PlanResult> {
  const plan = await makePlan(context, request, await loadState(context));
  return { plan, exitCode: firstOf(planOrder, exitCodesOf(plan)), changesDue: plan.summary.due > 0 };
}

/** Reads the targets and plans against this state. Throws RunUnknown for a `--continue` that names no open run. */
export async function makePlan(context: CommandContext, request: PlanRequest, known: KnownState): Promise<Plan> {
  const { settings, ports } = context;
  const wanted = request.continueRun === undefined ? request : continuing(request, request.continueRun, known);
  const readings: readonly Reading[] = await readTargets(context, selectTargets(context, wanted));
  const after = await (isMade(known) ? reloadState(context) : loadState(context));
  return buildPlan({
    estate: { name: context.estate.name, digest: context.estate.digest },
    readings,
    registry: await loadProviders(
      context.registry,
      readings.map(({ target }) => target.type),
    ),
    selection: { only: request.only, exclude: request.exclude, rotate: request.rotate },
    now: context.evaluateAt ?? ports.clock.now(),
    certplanVersion: context.certplanVersion,
    lineage: known.state.lineage,
    known: known.state.targets,
    // a run that another process opened while the targets were read holds them too
    openRuns: { ...openTargets(known.open), ...openTargets(after.open) },
    ...(request.continueRun === undefined ? {} : { continues: request.continueRun }),
    ...(settings.timing.arrivesWithinSeconds === undefined
      ? {}
      : { arrivesWithinSeconds: settings.timing.arrivesWithinSeconds }),
  });
}

/** The rest of a run concerns the run's targets. */
function continuing(request: PlanRequest, id: string, known: KnownState): PlanRequest {
  const run = known.open.find((candidate) => candidate.id === id);
  if (run !== undefined) return { ...request, only: targetsOf(run) };
  throw new CertplanError({ code: "RunUnknown", message: `there is no open run ${id}`, hint: "certplan state list" });
}

/** What blocked and unreadable targets mean for the exit code: 8; 3, 4 or 5. */
export function exitCodesOf(plan: Plan): readonly number[] {
  return plan.targets.flatMap((target) => {
    if (target.unreadable !== undefined) return [exitCodeOf[target.unreadable.kind]];
    return target.verdict === "blocked" ? [exitCodeOf.refused] : [];
  });
}
