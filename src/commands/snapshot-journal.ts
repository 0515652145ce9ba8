import { CertplanError } from "../messages/error.ts";
import { type Journal, readState, writeState } from "../state/index.ts";
import type { LockContext } from "./locks.ts";
import { whileStateIsMine } from "./locks.ts";

/** state.json follows a run that writes more than this between its opening and its closing. */
const eventsBetween = 1000;

/**
 * The journal, which after every thousandth event also tells state.json how long it is, so that what is lost of a long
 * journal is noticed. Reads no journal: the cost does not grow with the run.
 */
export function snapshotting(context: LockContext, run: { readonly id: string; readonly journal: Journal }): Journal {
  let events = 0;
  return {
    append: async (event) => {
      await run.journal.append(event);
      events += 1;
      if (events % eventsBetween === 0) await noteLength(context, run);
    },
    end: () => run.journal.end(),
  };
}

async function noteLength(
  context: LockContext,
  run: { readonly id: string; readonly journal: Journal },
): Promise<void> {
  const { ports, settings } = context;
  try {
    await whileStateIsMine(context, async () => {
      const state = await readState(ports.files, settings.statePath);
      const known = state?.runs[run.id];
      if (state === undefined || known === undefined) return;
      const runs = { ...state.runs, [run.id]: { ...known, journal: run.journal.end() } };
      await writeState(ports.files, settings.statePath, { ...state, runs });
    });
  } catch (error) {
    // a thousand events later there is another chance, and the journal itself is whole
    if (!(error instanceof CertplanError) || error.code !== "Locked") throw error;
  }
}
