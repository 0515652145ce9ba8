import { expect, test } from "vitest";
import { viewState } from "../../src/cli/state-view.ts";
import { applyCommand, confirmCommand } from "../../src/commands/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { World } from "../../src/simulation/world.ts";
import { beyondCommand, beyondWorld, teach } from "./beyond-world.ts";
import { stateDirectory } from "./toy-world.ts";

const yes = { only: [], exclude: [], rotate: [], yes: true, newState: false, inCi: false };

async function standing(world: World): Promise<string | undefined> {
  const ports = simulatedPorts(world, world.spawn("certplan"), {});
  const view = await finish(world, viewState({ ports, directory: stateDirectory }));
  return view.runs[0]?.standing;
}

test("the state tells of an open run that its program was begun, what it asks for, and who confirmed it", async () => {
  const world = new World(await beyondWorld());
  const process = world.spawn("certplan");
  void applyCommand(beyondCommand(world, process).context, yes);
  await world.run(() => world.value().children.some(({ child }) => child.argv[1] === "learn"));
  world.kill(process);
  expect(await standing(world)).toBe(
    "consumer vault learns the new hub: its program was begun, its outcome is not known yet",
  );
  await finish(world, applyCommand(beyondCommand(world).context, yes));
  expect(await standing(world)).toBe("stopped: toy/consumer/ci asks: put the anchor into CI (ci@acme)");
  teach(world, "ci", 2);
  const statement = { step: "toy/consumer/ci", by: "ana@desk", because: "seen in CI" };
  await finish(world, confirmCommand(beyondCommand(world).context, statement));
  expect(await standing(world)).toBe("consumer ci learns the new hub: confirmed by ana@desk (seen in CI)");
});
