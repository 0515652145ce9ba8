import { applyCommand } from "../../commands/apply.ts";
import type { ApplyRequest, ApplyResult } from "../../commands/context.ts";
import type { Plan } from "../../model/plan.ts";
import { jsonLine, planText, type Style, shellWord, untouchedText, withFlags } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { type CommonFlags, repeatedFlags, type SelectionFlags, selectionOf } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import { type Io, inCiOf } from "../io.ts";
import { loadPlan } from "../plan-file.ts";
import { type Progress, progressFor } from "../progress.ts";
import { styleFor } from "../style.ts";
import { usage } from "../usage.ts";

interface ApplyFlags extends SelectionFlags {
  readonly yes?: boolean;
  readonly expect?: string;
  readonly until?: "trust" | "switch" | "drop";
  /** Of commander: `--no-wait` makes it false. */
  readonly wait: boolean;
  readonly format: string;
  readonly parallelism?: string;
  readonly lockTimeout?: string;
  readonly grace?: string;
  readonly newState?: boolean;
}

/** `certplan apply`. */
export function apply(planFile: string | undefined, flags: ApplyFlags): Guarded {
  return answering(flags.format, async (io, common) => {
    checkFlags(planFile, flags);
    const progress = await progressFor(io, common, flags.format);
    const stopping = stopOnSignal(io, progress);
    try {
      const context = await openContext(io, common, progress.emit, {
        "--parallelism": flags.parallelism,
        "--lock-timeout": flags.lockTimeout,
        "--grace": flags.grace,
      });
      const asked: { plan?: Plan } = {};
      const request = await requestOf({ io, common, planFile, flags, progress, asked });
      const result = await applyCommand(context, { ...request, stop: stopping.signal });
      progress.close();
      await conclude({ io, common, flags, result, shown: result.plan !== undefined && result.plan === asked.plan });
      return result.exitCode;
    } finally {
      stopping.end();
      progress.close();
    }
  });
}

/** A plan file has its own selection, and its digest. */
function checkFlags(planFile: string | undefined, flags: ApplyFlags): void {
  if (planFile === undefined) return;
  const { only, exclude, rotate } = selectionOf(flags);
  const chosen = [...only, ...exclude, ...rotate];
  if (chosen.length > 0)
    throw usage("a plan file says itself what it rotates: --only, --exclude and --rotate go without one");
  if (flags.expect !== undefined) throw usage("a plan file has its own digest: --expect goes without one");
}

interface Asking {
  readonly io: Io;
  readonly common: CommonFlags;
  readonly planFile: string | undefined;
  readonly flags: ApplyFlags;
  readonly progress: Progress;
  /** Notes which plan was shown. */
  readonly asked: { plan?: Plan };
}

async function requestOf(asking: Asking): Promise<ApplyRequest> {
  const { io, planFile, flags } = asking;
  const inCi = inCiOf(io);
  const ask = io.inIsTerminal && io.errIsTerminal && !inCi && flags.format === "text" ? { ask: askWith(asking) } : {};
  return {
    ...selectionOf(flags),
    yes: flags.yes === true,
    newState: flags.newState === true,
    inCi,
    ...(planFile === undefined ? {} : { plan: await loadPlan(io.cwd, planFile) }),
    ...(flags.wait ? {} : { noWait: true }),
    ...(flags.until === undefined ? {} : { until: flags.until }),
    ...(flags.expect === undefined ? {} : { expect: flags.expect }),
    ...ask,
  };
}

function askWith({ io, common, progress, asked }: Asking): (plan: Plan) => Promise<boolean> {
  return async (plan) => {
    progress.pause();
    asked.plan = plan;
    io.out(planText(plan, { ...(await styleFor(io, common, "out")), now: Date.parse(plan.evaluatedAt) }));
    const answer = await io.ask('\nApply this plan? Only "yes" is taken for consent: ');
    return answer.trim() === "yes";
  };
}

interface Conclusion {
  readonly io: Io;
  readonly common: CommonFlags;
  readonly flags: ApplyFlags;
  readonly result: ApplyResult;
  /** Its plan stands on the screen already. */
  readonly shown: boolean;
}

async function conclude({ io, common, flags, result, shown }: Conclusion): Promise<void> {
  const { exitCode, sentence, plan } = result;
  const next = result.next === undefined ? undefined : withFlags(result.next, repeatedFlags(common, shellWord));
  if (flags.format === "jsonl") {
    io.out(jsonLine({ event: "Finished", exitCode, sentence, ...(next === undefined ? {} : { next }) }));
    return;
  }
  const style = await styleFor(io, common, "out");
  const told = plan === undefined || shown || exitCode === 0 ? "" : planWords(plan, style);
  if (told !== "") io.out(`${told}\n`);
  const { escapeText } = await import("../../messages/escape.ts");
  io.out(`${escapeText(sentence)}\n`);
  if (next !== undefined && !told.includes(next)) io.out(`next  ${escapeText(next)}\n`);
}

/** A plan of which nothing could be run, whole; of one that ran, only what it left untouched. */
function planWords(plan: Plan, style: Style): string {
  const seen = { ...style, now: Date.parse(plan.evaluatedAt) };
  return plan.applyable ? untouchedText(plan, seen) : planText(plan, seen);
}

/** The first signal asks for a safe stop; the second ends the process. */
function stopOnSignal(io: Io, progress: Progress): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const end = io.onSignal(() => {
    if (controller.signal.aborted) {
      io.exitNow(130);
      return;
    }
    controller.abort();
    progress.pause();
    io.err(
      "Stopping at a safe point: nothing new is started. A second signal ends at once; certplan apply goes on after either.\n",
    );
  });
  return { signal: controller.signal, end };
}
