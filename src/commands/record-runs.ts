import { CertplanError } from "../messages/error.ts";
import { acquireLock, type State, writeState } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { loadState } from "./known-state.ts";

/** Brings state.json up to the journals. */
export async function recordRuns(context: CommandContext): Promise<void> {
  await changeState(context, (state) => state);
}

/** Changes state.json as the journals and this change say, under its own short lock. */
export async function changeState(context: CommandContext, change: (state: State) => State): Promise<void> {
  const { ports, settings } = context;
  const lockPorts = { files: ports.files, host: ports.host, clock: ports.clock };
  const held = await acquireLock(lockPorts, settings.statePath, "state.json", { timeoutMs: 30_000 });
  try {
    await writeState(ports.files, settings.statePath, change((await loadState(context)).state));
  } finally {
    await held.release().catch(ignoreDisk);
  }
}

/** For clean-up on the way out: what cannot be written then is not worth hiding what went before. */
export function ignoreDisk(error: unknown): void {
  if (!(error instanceof CertplanError)) throw error;
}
