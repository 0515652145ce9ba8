import { driftCommand } from "../../commands/drift.ts";
import { driftMarkdown, driftText, jsonDocument, shellWord } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { repeatedFlags } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import { progressFor } from "../progress.ts";
import { styleFor } from "../style.ts";

/** `certplan drift`. */
export function drift(flags: { readonly format: string }): Guarded {
  return answering(flags.format, async (io, common) => {
    const progress = await progressFor(io, common, flags.format);
    try {
      const context = await openContext(io, common, progress.emit);
      const { report, exitCode } = await driftCommand(context);
      progress.close();
      const now = Date.parse(report.evaluatedAt);
      if (flags.format === "json") {
        io.out(jsonDocument(report));
        if (exitCode !== 0) io.err(`next  certplan plan${repeatedFlags(common, shellWord)}\n`);
      } else if (flags.format === "markdown") io.out(driftMarkdown(report, repeatedFlags(common, shellWord)));
      else io.out(driftText(report, { ...(await styleFor(io, common, "out", context.settings.color)), now }));
      return exitCode;
    } finally {
      progress.close();
    }
  });
}
