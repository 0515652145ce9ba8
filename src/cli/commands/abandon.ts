import { abandonCommand } from "../../commands/abandon.ts";
import { abandonedText } from "../../report/index.ts";
import { openContext } from "../context.ts";
import { answering, type Guarded } from "../guard.ts";
import { whoOf } from "../io.ts";
import { progressFor } from "../progress.ts";
import { reasonOf } from "../reason.ts";
import { styleFor } from "../style.ts";

/** `certplan state abandon RUN --because TEXT`. */
export function abandon(run: string, flags: { readonly because: string }): Guarded {
  return answering("text", async (io, common) => {
    const because = reasonOf(flags.because);
    const progress = await progressFor(io, common, "text");
    try {
      const context = await openContext(io, common, progress.emit);
      const by = whoOf(io, context.ports.host.self().host);
      const abandoned = await abandonCommand(context, { run, because, by });
      progress.close();
      io.out(abandonedText(abandoned, await styleFor(io, common, "out")));
      return 0;
    } finally {
      progress.close();
    }
  });
}
