import { CertplanError } from "../messages/error.ts";
import { createState, readState } from "../state/index.ts";
import type { ApplyRequest, CommandContext } from "./context.ts";
import { loadProviders } from "./load-providers.ts";
import { refuseNetworkDisk } from "./network-disk.ts";

/**
 * Makes sure that there is a state to journal into. A new one only with `--new-state`, or for a person at a terminal
 * whose settings name no lineage: and then only once a call of a lost run can no longer arrive.
 * Throws StateNotPersistent, StateOnNetwork, StateMissing.
 */
export async function prepareState(context: CommandContext, request: ApplyRequest): Promise<void> {
  const { settings, ports } = context;
  if (request.inCi && !settings.persistent) {
    throw new CertplanError({
      code: "StateNotPersistent",
      message: `certplan.toml does not declare the state directory ${settings.statePath} persistent`,
      hint: "mount a directory that outlives the machine and write persistent = true under [state]",
    });
  }
  await refuseNetworkDisk(context);
  if ((await readState(ports.files, settings.statePath)) !== undefined) return;
  const firstUse = settings.lineage === undefined && request.ask !== undefined;
  if (!request.newState && !firstUse) {
    throw new CertplanError({
      code: "StateMissing",
      message: `there is no state in ${settings.statePath}`,
      hint: "mount or restore it; if it is gone, or never was there: certplan apply --new-state",
    });
  }
  if (request.newState) await waitOutLostCalls(context);
  await createState(ports.files, settings.statePath, settings.lineage ?? (await newLineage(context)));
}

/** What a lost run may have sent just before must have arrived before anything that is read is believed. */
async function waitOutLostCalls(context: CommandContext): Promise<void> {
  const { arrivesWithinSeconds } = context.settings.timing;
  const types = context.estate.targets.map(({ type }) => type);
  const bounds = Object.values(await loadProviders(context.registry, types)).map(({ capabilities }) =>
    capabilities.rotates ? (arrivesWithinSeconds ?? capabilities.arrivesWithinSeconds) : 0,
  );
  const seconds = Math.max(0, ...bounds);
  context.emit({
    event: "StateWaiting",
    at: new Date(context.ports.clock.now()).toISOString(),
    waitMs: seconds * 1000,
  });
  await context.ports.clock.sleep(seconds * 1000);
}

/** A random UUID (version 4). */
async function newLineage(context: CommandContext): Promise<string> {
  const bytes = await context.ports.random.bytes(16);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
