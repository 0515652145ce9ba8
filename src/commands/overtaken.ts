import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import { listHolders, type RecoveredRun, recoverRun } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { type Ending, endRun } from "./end-run.ts";
import { type KnownState, reloadState, systemsOf, targetsOf } from "./known-state.ts";
import type { LockedRun } from "./open-run.ts";

/**
 * Throws if another process has opened a run on one of the plan's targets while they were read: what was read is the
 * middle of its work. Locked names the holder; OpenRunElsewhere where it has stopped by now.
 */
export async function refuseIfOvertaken(context: CommandContext, plan: Plan, before: KnownState): Promise<void> {
  const known = new Set(before.open.map((run) => run.id));
  const names = new Set(plan.targets.map((target) => target.name));
  const { open } = await reloadState(context);
  const newer = open.find((run) => !known.has(run.id) && targetsOf(run).some((name) => names.has(name)));
  if (newer !== undefined) throw await heldBy(context, newer);
}

/**
 * Closes a run that this process opened when its locks were lost already (it was stalled, and taken over), and in which
 * nothing was begun: whoever took over knew nothing of it and did its work. If somebody goes on with it by now, what is
 * written here does not count.
 */
export async function closeOvertaken(context: CommandContext, opened: LockedRun): Promise<void> {
  const { files, host, clock } = context.ports;
  const { events, end } = await recoverRun(files, context.settings.statePath, opened.id);
  if (end.segment !== 1 || events.some(({ kind }) => kind === "StepIntended")) return;
  const ending = overtaken(host.self());
  await opened.journal.append({ kind: "RunClosed", at: iso(clock.now()), ...ending });
}

/**
 * Closes the same run where its process died before it could: in it nothing was begun, and another run of one of its
 * targets has ended since it was planned, which none can under a run that was opened under its locks. The caller holds
 * its locks. False: it is no such run.
 */
export async function endOvertaken(
  context: CommandContext,
  id: string,
  see: { readonly known: KnownState; readonly stop: AbortSignal },
): Promise<boolean> {
  const { open, state } = see.known;
  const run = open.find((candidate) => candidate.id === id);
  // what the damaged part of a journal held nobody knows
  if (run === undefined || run.events.some(({ kind }) => kind === "StepIntended" || kind === "RunRepaired"))
    return false;
  const names = targetsOf(run);
  const isBehind = run.plan.targets.some(
    ({ name, serial }) => names.includes(name) && (state.targets[name]?.serial ?? 0) > serial,
  );
  if (!isBehind) return false;
  await endRun(context, run, overtaken(context.ports.host.self()), see.stop);
  return true;
}

function overtaken({ pid, host }: { readonly pid: number; readonly host: string }): Ending {
  const because = "its locks were taken over before it began";
  return { result: "abandoned", verified: {}, abandoned: { by: `process ${pid} on ${host}`, because } };
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
