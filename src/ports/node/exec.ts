import type { Exec } from "../exec.ts";

/**
 * Programs of this machine (POSIX); a child as `exec-child.ts` tells. `node:child_process` is loaded at the first call.
 */
export function nodeExec(): Exec {
  return {
    prepare: async (request) => {
      const { prepareChild } = await import("./exec-child.ts");
      return prepareChild(request);
    },
  };
}
