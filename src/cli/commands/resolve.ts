import { resolveCommand } from "../../commands/resolve.ts";
import { resolvedText } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { answering, type Guarded } from "../guard.ts";
import { whoOf } from "../io.ts";
import { progressFor } from "../progress.ts";
import { reasonOf } from "../reason.ts";
import { styleFor } from "../style.ts";
import { usage } from "../usage.ts";

interface ResolveFlags {
  readonly done?: boolean;
  readonly notDone?: boolean;
  readonly because: string;
}

/** `certplan resolve STEP --done|--not-done --because TEXT`. */
export function resolve(step: string, flags: ResolveFlags): Guarded {
  return answering("text", async (io, common) => {
    if ((flags.done === true) === (flags.notDone === true)) throw usage("say --done or --not-done");
    const because = reasonOf(flags.because);
    const outcome = flags.done === true ? "done" : "not-done";
    const progress = await progressFor(io, common, "text");
    try {
      const context = await openContext(io, common, progress.emit);
      const by = whoOf(io, context.ports.host.self().host);
      const { run } = await resolveCommand(context, { step, outcome, because, by });
      progress.close();
      io.out(resolvedText({ step, outcome, by, run }, await styleFor(io, common, "out")));
      return 0;
    } finally {
      progress.close();
    }
  });
}
