import pLimit from "p-limit";
import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import { type RecoveredRun, recoverRun } from "../state/index.ts";
import type { ApplyRequest, ApplyResult, CommandContext } from "./context.ts";
import { applyOrder, firstOf } from "./exit-order.ts";
import { type KnownState, reloadState, targetsOf } from "./known-state.ts";
import { prepareState } from "./new-state.ts";
import { noteObserved } from "./note-observed.ts";
import type { RunWork } from "./open-run.ts";
import { refuseIfOvertaken } from "./overtaken.ts";
import { exitCodesOf, makePlan } from "./plan.ts";
import { groupTargets } from "./run-groups.ts";
import { type RunOutcome, workOnRun } from "./work-on-run.ts";

/**
 * `certplan apply`. Without a plan: goes on with the open runs if there are any, and stops there; else plans and asks.
 * With a plan file or `--expect`: runs exactly that, or goes on with it. Throws CertplanError where nothing was touched.
 */
export async function applyCommand(context: CommandContext, request: ApplyRequest): Promise<ApplyResult> {
  await prepareState(context, request);
  const known = await reloadState(context);
  const digest = request.plan?.digest ?? request.expect;
  if (digest === undefined && known.open.length > 0) {
    return finish(
      await workOnAll(
        context,
        request,
        known.open.map((run) => ({ kind: "resume", id: run.id })),
      ),
      undefined,
    );
  }
  const given = request.plan ?? (await begunPlan(context, known, request.expect));
  const plan = given ?? (await unlessStopped(request.stop, makePlan({ ...context, mayUnlock: true }, request, known)));
  if (plan === undefined)
    return { exitCode: 9, sentence: "stopped while it was planned: nothing was begun", next: "certplan apply" };
  if (given === undefined) await refuseIfOvertaken(context, plan, known);
  if (request.expect !== undefined && plan.digest !== request.expect) throw otherDigest(request.expect, plan);
  checkLineage(plan, known);
  const works = worksOf(plan, known);
  if (works.length > 0 && digest === undefined && !(await consents(request, plan))) {
    return { exitCode: 9, plan, sentence: "nothing was done", next: "certplan apply" };
  }
  const outcomes = await workOnAll(context, request, works);
  if (given === undefined) await noteObserved(context, plan, known);
  return finish(outcomes, plan);
}

/** Nothing has begun while it is planned: at the first signal that is left alone, and undefined answered. */
async function unlessStopped<T>(stop: AbortSignal | undefined, planning: Promise<T>): Promise<T | undefined> {
  const stopped = new Promise<undefined>((resolve) => {
    if (stop?.aborted === true) resolve(undefined);
    else stop?.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  return Promise.race([planning, stopped]);
}

/** The frozen plan of a run with this digest, open or ended: it is gone on with, never planned anew. */
async function begunPlan(
  context: CommandContext,
  known: KnownState,
  digest: string | undefined,
): Promise<Plan | undefined> {
  const open = known.open.find((run) => run.plan.digest === digest);
  if (open !== undefined || digest === undefined) return open?.plan;
  // what was given up never ran to its end: the same decisions may be planned afresh
  const [ended] =
    Object.entries(known.state.runs).find(([, run]) => run.digest === digest && run.closed?.result !== "abandoned") ??
    [];
  if (ended === undefined) return undefined;
  return (await recoverRun(context.ports.files, context.settings.statePath, ended)).plan;
}

/**
 * What is to do for a plan: go on with its open runs, open those that were not yet. Throws AlreadyApplied, or
 * OpenRunElsewhere where a run with another digest holds one of its targets or systems.
 */
function worksOf(plan: Plan, known: KnownState): readonly RunWork[] {
  const groups = groupTargets(plan);
  const works: RunWork[] = [];
  let applied = 0;
  for (const targets of groups) {
    const open = known.open.find((run) => run.plan.digest === plan.digest && sameNames(targetsOf(run), targets));
    if (open !== undefined) works.push({ kind: "resume", id: open.id });
    else if (wasApplied(known, plan, targets)) applied += 1;
    else works.push({ kind: "open", plan, targets });
  }
  for (const run of known.open) refuseForeign(run, plan);
  if (groups.length === 0 && plan.continues !== undefined) works.push({ kind: "open", plan, targets: [] });
  if (works.length === 0 && applied > 0) {
    throw new CertplanError({
      code: "AlreadyApplied",
      message: `plan ${plan.digest} has been applied to its end`,
      hint: "certplan plan",
    });
  }
  return works;
}

function wasApplied(known: KnownState, plan: Plan, targets: readonly string[]): boolean {
  return Object.values(known.state.runs).some(
    (run) => run.digest === plan.digest && run.closed?.result === "applied" && sameNames(run.targets, targets),
  );
}

function refuseForeign(run: RecoveredRun, plan: Plan): void {
  if (run.plan.digest === plan.digest || run.id === plan.continues) return;
  const systems = new Set(
    run.plan.targets.filter((target) => targetsOf(run).includes(target.name)).map((target) => target.system),
  );
  const held = plan.targets.filter(
    (target) => target.verdict === "due" && (targetsOf(run).includes(target.name) || systems.has(target.system)),
  );
  if (held.length === 0) return;
  throw new CertplanError({
    code: "OpenRunElsewhere",
    message: `run ${run.id} of plan ${run.plan.digest} is open and holds ${held.map((target) => target.name).join(", ")}`,
    hint: `go on with it: certplan apply, or plan its rest: certplan plan --continue ${run.id}`,
  });
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join("\n") === right.toSorted().join("\n");
}

async function workOnAll(
  context: CommandContext,
  request: ApplyRequest,
  works: readonly RunWork[],
): Promise<readonly RunOutcome[]> {
  const limit = pLimit(Math.max(1, context.settings.parallelism));
  const bounds = {
    stop: request.stop ?? new AbortController().signal,
    ...(request.until === undefined ? {} : { until: request.until }),
    ...(request.noWait === undefined ? {} : { noWait: request.noWait }),
  };
  return Promise.all(works.map((work) => limit(() => workOnRun(context, work, bounds))));
}

async function consents(request: ApplyRequest, plan: Plan): Promise<boolean> {
  if (request.yes) return true;
  if (request.ask !== undefined) return request.ask(plan);
  throw new CertplanError({
    code: "ConsentMissing",
    message: "there is no terminal to ask on",
    hint: `to run exactly this plan: certplan apply --expect ${plan.digest}`,
  });
}

function finish(outcomes: readonly RunOutcome[], plan: Plan | undefined): ApplyResult {
  const codes = [...outcomes.map((outcome) => outcome.exitCode), ...(plan === undefined ? [] : exitCodesOf(plan))];
  const exitCode = firstOf(applyOrder, codes);
  const worst = outcomes.find((outcome) => outcome.exitCode === exitCode && exitCode !== 0);
  const base = { exitCode, sentence: sentenceOf(outcomes, plan), ...(plan === undefined ? {} : { plan }) };
  if (exitCode === 0) return base;
  return { ...base, next: worst?.next ?? "certplan plan" };
}

function sentenceOf(outcomes: readonly RunOutcome[], plan: Plan | undefined): string {
  if (outcomes.length > 0 && outcomes.every(({ overtaken }) => overtaken === true))
    return "closed what another process had overtaken before it began; to go on: certplan apply";
  const closed = outcomes.filter(({ exitCode, overtaken }) => exitCode === 0 && overtaken !== true).length;
  if (outcomes.length === 0)
    return plan?.applyable === false && plan.summary.blocked + plan.summary.unreadable > 0
      ? "nothing could be applied"
      : "nothing to do";
  if (closed === outcomes.length) return `${closed} run${closed === 1 ? "" : "s"} applied to the end`;
  const parked = outcomes.filter((outcome) => outcome.parked === true).length;
  const also = parked === 0 ? "" : `, ${parked} parked`;
  return `${closed} of ${outcomes.length} runs applied to the end${also}`;
}

function checkLineage(plan: Plan, known: KnownState): void {
  if (plan.lineage === known.state.lineage) return;
  throw new CertplanError({
    code: "LineageMismatch",
    message: `the plan was made against the state of lineage ${plan.lineage || "none"}, this one is ${known.state.lineage}`,
    hint: "plan again: certplan plan",
  });
}

function otherDigest(expected: string, plan: Plan): CertplanError {
  const due = plan.targets.filter((target) => target.verdict === "due").map((target) => target.name);
  return new CertplanError({
    code: "DigestMoved",
    message: `expected ${expected}, but the plan is now ${plan.digest} (${plan.summary.steps} steps for ${due.join(", ") || "no target"})`,
    hint: "review it: certplan plan",
  });
}
