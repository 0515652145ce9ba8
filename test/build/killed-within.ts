import { losePower } from "../../src/simulation/disk.ts";
import type { SimProcess, World, WorldValue } from "../../src/simulation/world.ts";

/** Kills the process after so many events of the world. Answers whether its work was over before. */
export async function killedWithin(
  world: World,
  process: SimProcess,
  work: Promise<unknown>,
  events: number,
): Promise<boolean> {
  let left = events;
  let ended = false;
  void work.then(() => {
    ended = true;
  });
  await world.run(() => {
    left -= 1;
    return ended || left === 0;
  });
  world.kill(process);
  return ended;
}

/** What a kill leaves, and what a loss of power leaves at the same moment; nothing is on its way. */
export function leftBehind(world: World): readonly [kept: WorldValue, powerless: WorldValue] {
  const kept = { ...world.value(), flights: [] };
  return [kept, { ...kept, boot: kept.boot + 1, disk: losePower(kept.disk, "none") }];
}
