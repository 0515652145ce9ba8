import { jsonDocument, planMarkdown, planText, shellWord } from "../../report/index.ts";
import { repeatedFlags } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import { loadPlan } from "../plan-file.ts";
import { styleFor } from "../style.ts";
import { usage } from "../usage.ts";

/** `certplan show`: a plan file, or the state. */
export function show(planFile: string | undefined, flags: { readonly format: string }): Guarded {
  return answering(flags.format, async (io, common) => {
    if (planFile === undefined) {
      if (flags.format === "markdown") throw usage("the state is shown as text or JSON; Markdown is for a plan file");
      const { stateView } = await import("./state.ts");
      return await stateView("show", flags).run(io, common);
    }
    const plan = await loadPlan(io.cwd, planFile);
    const suggesting = { flags: repeatedFlags(common, shellWord), planFile };
    if (flags.format === "json") io.out(jsonDocument(plan));
    else if (flags.format === "markdown") io.out(planMarkdown(plan, io.now(), suggesting));
    else io.out(planText(plan, await styleFor(io, common, "out"), { planFile }));
    return 0;
  });
}
