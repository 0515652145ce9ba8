import { dotGraph, mermaidGraph, nextText, shellWord } from "../../report/index.ts";
import { type CommonFlags, repeatedFlags } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import type { Io } from "../io.ts";
import { loadPlan } from "../plan-file.ts";
import { progressFor } from "../progress.ts";

/** `certplan graph`: of a plan file, or of a plan made now. */
export function graph(planFile: string | undefined, flags: { readonly format: string }): Guarded {
  return answering("text", async (io, common) => {
    const { plan, exitCode } =
      planFile === undefined ? await planNow(io, common) : { plan: await loadPlan(io.cwd, planFile), exitCode: 0 };
    io.out(flags.format === "dot" ? dotGraph(plan) : mermaidGraph(plan));
    if (exitCode !== 0) io.err(nextText(plan, { flags: repeatedFlags(common, shellWord) }));
    return exitCode;
  });
}

async function planNow(io: Io, common: CommonFlags): ReturnType<typeof import("../../commands/plan.ts").planCommand> {
  const [{ planCommand }, { openContext }] = await Promise.all([
    import("../../commands/plan.ts"),
    import("../context.ts"),
  ]);
  const progress = await progressFor(io, common, "text");
  try {
    const context = await openContext(io, common, progress.emit);
    return await planCommand(context, { only: [], exclude: [], rotate: [] });
  } finally {
    progress.close();
  }
}
