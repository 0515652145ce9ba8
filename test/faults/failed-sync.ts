import { World, type WorldValue } from "../../src/simulation/world.ts";
import { applyOnce, type Recipe } from "./disk-world.ts";

/** What is left after an apply in which this call of the disk, a sync, failed, while reads still show what is lost. */
export async function leftByFailedSync(recipe: Recipe, at: number): Promise<WorldValue> {
  let call = -1;
  const world = new World(recipe.start, { diskFault: () => ((call += 1) === at ? "sync-kept" : undefined) });
  const { code } = await applyOnce(world, recipe);
  if (code !== "DiskFailed") throw new Error(`call ${call} of the disk is not a sync: ${code}`);
  return { ...world.value(), flights: [] };
}
