import { openContext } from "../context.ts";
import { answering, type Guarded } from "../guard.ts";

/** `certplan validate`: reads estate and settings, and nothing else. */
export function validate(): Guarded {
  return answering("text", async (io, common) => {
    const { estate } = await openContext(io, common, () => undefined);
    const targets = `${estate.targets.length} target${estate.targets.length === 1 ? "" : "s"}`;
    io.out(`${estate.name}: ${targets}, valid.\n`);
    return 0;
  });
}
