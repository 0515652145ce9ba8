import { confirmCommand } from "../../commands/confirm.ts";
import { confirmedText } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { answering, type Guarded } from "../guard.ts";
import { whoOf } from "../io.ts";
import { progressFor } from "../progress.ts";
import { reasonOf } from "../reason.ts";
import { styleFor } from "../style.ts";

/** `certplan confirm STEP --because TEXT`. */
export function confirm(step: string, flags: { readonly because: string }): Guarded {
  return answering("text", async (io, common) => {
    const because = reasonOf(flags.because);
    const progress = await progressFor(io, common, "text");
    try {
      const context = await openContext(io, common, progress.emit);
      const by = whoOf(io, context.ports.host.self().host);
      const { run } = await confirmCommand(context, { step, because, by });
      progress.close();
      io.out(confirmedText({ step, by, run }, await styleFor(io, common, "out")));
      return 0;
    } finally {
      progress.close();
    }
  });
}
