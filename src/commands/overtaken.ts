import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import { listHolders, type RecoveredRun } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { type KnownState, loadState, systemsOf, targetsOf } from "./known-state.ts";

/**
 * Throws if another process has opened a run on one of the plan's targets while they were read: what was read is the
 * middle of its work. Locked names the holder; OpenRunElsewhere where it has stopped by now.
 */
export async function refuseIfOvertaken(context: CommandContext, plan: Plan, before: KnownState): Promise<void> {
  const known = new Set(before.open.map((run) => run.id));
  const names = new Set(plan.targets.map((target) => target.name));
  const { open } = await loadState(context);
  const newer = open.find((run) => !known.has(run.id) && targetsOf(run).some((name) => names.has(name)));
  if (newer !== undefined) throw await heldBy(context, newer);
}

async function heldBy(context: CommandContext, run: RecoveredRun): Promise<CertplanError> {
  const systems = systemsOf(run, targetsOf(run));
  const holders = await listHolders(context.ports.files, context.settings.statePath);
  const holder = holders.find(({ key }) => systems.includes(key));
  if (holder === undefined) {
    return new CertplanError({
      code: "OpenRunElsewhere",
      message: `run ${run.id} was opened meanwhile and holds ${targetsOf(run).join(", ")}`,
      hint: "certplan apply",
    });
  }
  return new CertplanError({
    code: "Locked",
    message: `${holder.key} is locked by process ${holder.pid} on ${holder.host}, which began run ${run.id} meanwhile`,
    hint: "wait for it, then: certplan plan",
  });
}
