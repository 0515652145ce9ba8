import type { Estate } from "../../src/model/target.ts";
import { World, type WorldHooks } from "../../src/simulation/world.ts";
import { commandOf } from "../build/ca-run.ts";
import { caEstate, caWorld } from "../build/opsman-ca-world.ts";
import type { SimCommand } from "../build/opsman-world.ts";
import type { Scene } from "./scenes.ts";

/** A scene that runs. */
export interface Opened {
  readonly world: World;
  readonly estate: Estate;
  /** Each in a process of its own. */
  readonly command: () => SimCommand;
}

export async function opened(scene: Scene, hooks: WorldHooks = {}): Promise<Opened> {
  const world = new World(await caWorld(scene.world), hooks);
  const plain = caEstate(scene.options);
  const targets = plain.targets.map(({ consumers, ...target }) => ({
    ...target,
    ...(scene.consumersUnsaid === true || consumers === undefined ? {} : { consumers }),
    ...scene.target,
  }));
  const estate = { ...plain, targets };
  return { world, estate, command: () => commandOf(world, estate) };
}
