import type { Json } from "../../src/model/json.ts";
import type { Ports } from "../../src/ports/index.ts";
import { type ClosureResult, closeOverKills } from "../../src/simulation/closure.ts";
import { type Disk, emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { programsForm } from "../../src/simulation/programs.ts";
import { emptyWorld, type World, type WorldValue } from "../../src/simulation/world.ts";
import { rsaPool } from "../keys/pool.ts";

const start = Date.UTC(2026, 10, 21, 8);

/** What outlives every crash in these worlds: what the work said aloud. */
const notes = "notes";

/** A world with an empty state directory, keys and a place for notes. */
export function notingWorld(): WorldValue {
  const canonical = (memory: Json): Json => (memory as readonly string[]).length;
  const program = { takesMs: 0, memory: [], run: () => ({ output: "", code: 0 }), canonical };
  const made = makeDirectory(emptyDisk(), "/estate/.certplan");
  const disk = syncDirectory(syncDirectory(made, "/"), "/estate");
  return { ...emptyWorld(start), disk, rsaPool: rsaPool(), programs: { [notes]: program } };
}

/** What the work has said to the outside world by now, in any incarnation. */
export function notedIn(world: Pick<WorldValue, "programs">): readonly string[] {
  return (world.programs[notes]?.memory ?? []) as readonly string[];
}

/**
 * Kills and cuts the power of the work before every event, resumes every distinct world by doing the work again, and
 * crashes that too. The work tells the outside world what it relies on by `note`; what it notes lasts for ever.
 */
export function overAllCrashes(
  work: (ports: Ports, note: (text: string) => Promise<void>) => Promise<void>,
  atEnd: (world: World) => void,
  programs: WorldValue["programs"] = {},
): Promise<ClosureResult> {
  const start = notingWorld();
  return closeOverKills({
    start: { ...start, programs: { ...start.programs, ...programs } },
    work: async (world, process) => {
      const note = (text: string): Promise<void> =>
        world.event(process, "note", () => {
          const program = world.programs[notes];
          if (program !== undefined && !notedIn(world).includes(text))
            world.programs[notes] = { ...program, memory: [...notedIn(world), text] };
        });
      await work(simulatedPorts(world, process, {}), note);
      // one moment more, so that it can crash after all is done
      await world.event(process, "end", () => undefined);
    },
    hash: (value) => JSON.stringify([shapeOf(value.disk), programsForm(value)]),
    invariant: () => undefined,
    atEnd,
    arrivesWithinMs: 0,
    limit: 500,
  });
}

/** Which names are there and which would survive a loss of power; what is in the files is never torn here. */
function shapeOf(disk: Disk): unknown {
  const ids = (names: ReadonlyMap<string, number>): unknown => [...names.keys()].toSorted();
  const { directories, durableDirectories } = disk;
  return [ids(disk.names), ids(disk.durableNames), [...directories].toSorted(), [...durableDirectories].toSorted()];
}
