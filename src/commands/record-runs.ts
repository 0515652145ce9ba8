import { type State, writeState } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { reloadState } from "./known-state.ts";
import { whileStateIsMine } from "./locks.ts";

/** Brings state.json up to the journals. */
export async function recordRuns(context: CommandContext): Promise<void> {
  await changeState(context, (state) => state);
}

/** Changes state.json as the journals and this change say, under its own short lock. */
export async function changeState(context: CommandContext, change: (state: State) => State): Promise<void> {
  await whileStateIsMine(context, async () => {
    await writeState(context.ports.files, context.settings.statePath, change((await reloadState(context)).state));
  });
}
