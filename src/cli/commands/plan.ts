import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { planCommand } from "../../commands/plan.ts";
import { CertplanError } from "../../messages/error.ts";
import { jsonDocument, nextText, planMarkdown, planText, shellWord } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { repeatedFlags, type SelectionFlags, selectionOf } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import { progressFor } from "../progress.ts";
import { styleFor } from "../style.ts";

interface PlanFlags extends SelectionFlags {
  readonly out?: string;
  readonly format: string;
  readonly detailedExitcode?: boolean;
  readonly continue?: string;
}

/** `certplan plan`. */
export function plan(flags: PlanFlags): Guarded {
  return answering(flags.format, async (io, common) => {
    const progress = await progressFor(io, common, flags.format);
    const startedAt = io.now();
    try {
      const context = await openContext(io, common, progress.emit);
      const continueRun = flags.continue === undefined ? {} : { continueRun: flags.continue };
      const result = await planCommand(context, { ...selectionOf(flags), ...continueRun });
      progress.close();
      if (flags.out !== undefined) await writePlan(io.cwd, flags.out, jsonDocument(result.plan));
      const { exitCode } = result;
      const exit = exitCode === 0 && flags.detailedExitcode === true && result.changesDue ? 2 : exitCode;
      const planFile = flags.out === undefined ? {} : { planFile: flags.out };
      const suggesting = { flags: repeatedFlags(common, shellWord), ...planFile };
      const now = Date.parse(result.plan.evaluatedAt);
      if (flags.format === "text") {
        const style = await styleFor(io, common, "out", context.settings.color);
        io.out(planText(result.plan, { ...style, now }, { readMs: io.now() - startedAt, ...planFile }));
        return exit;
      }
      io.out(flags.format === "json" ? jsonDocument(result.plan) : planMarkdown(result.plan, now, suggesting));
      if (exit !== 0) io.err(nextText(result.plan, suggesting));
      return exit;
    } finally {
      progress.close();
    }
  });
}

async function writePlan(cwd: string, file: string, text: string): Promise<void> {
  await writeFile(resolve(cwd, file), text).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CertplanError({
      code: "FileUnwritable",
      message: `${file} cannot be written: ${why}`,
      hint: "name another file with -o",
      cause,
    });
  });
}
