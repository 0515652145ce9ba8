import { CertplanError } from "../messages/error.ts";
import type { CommandContext } from "./context.ts";

/**
 * Throws StateOnNetwork where the state lies on a network file system and `[state] networkFileSystem` does not say that
 * this is known.
 */
export async function refuseNetworkDisk({
  ports,
  settings,
}: Pick<CommandContext, "ports" | "settings">): Promise<void> {
  if (settings.networkFileSystem === true) return;
  const name = await ports.files.networkFileSystem(settings.statePath);
  if (name === undefined) return;
  throw new CertplanError({
    code: "StateOnNetwork",
    message: `the state in ${settings.statePath} lies on ${name}: two applies on two machines may both believe that they hold a lock, and what was synced may still be lost`,
    hint: "move it to a local file system, or if only one machine writes there at a time, write networkFileSystem = true under [state]",
  });
}
