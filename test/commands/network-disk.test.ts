import { expect, test } from "vitest";
import { abandonCommand } from "../../src/commands/abandon.ts";
import { repairCommand } from "../../src/commands/repair.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { apply, commandIn, opsmanWorld, plan } from "../build/opsman-world.ts";
import { changesDisk, mutations } from "./worlds.ts";

const start = await opsmanWorld();
const onNfs: WorldValue = { ...start, disk: { ...start.disk, network: "NFS" } };

test("a state on a network file system: apply refuses before it touches anything, 3, and says what is weaker and what to write", async () => {
  const written: string[] = [];
  const world = new World(onNfs, { afterEvent: (event) => void (changesDisk(event) && written.push(event.label)) });
  for (const request of [{}, { newState: true }]) {
    const refused = finish(world, apply(commandIn(world, world.spawn("certplan")), request));
    await expect(refused).rejects.toMatchObject({
      code: "StateOnNetwork",
      exitCode: 3,
      message: expect.stringMatching(
        /lies on NFS: two applies .* both believe that they hold a lock, .* still be lost/,
      ),
      hint: expect.stringContaining("networkFileSystem = true under [state]"),
    });
  }
  expect([written, mutations(world)]).toEqual([[], []]);
});

test("a plan, which takes no lock and writes nothing, is made there all the same", async () => {
  const world = new World(onNfs);
  expect((await finish(world, plan(commandIn(world, world.spawn("certplan"))))).plan.summary.due).toBe(1);
});

test("where the settings say that it is known, apply works there, and so does what takes a lock beside it", async () => {
  const world = new World(onNfs);
  const told = commandIn(world, world.spawn("certplan"));
  const context = { ...told.context, settings: { ...told.context.settings, networkFileSystem: true } };
  expect(await finish(world, apply({ ...told, context }))).toMatchObject({ exitCode: 0 });
  expect(await finish(world, repairCommand(context))).toMatchObject({ repaired: [] });
});

test("abandon refuses there too", async () => {
  const world = new World(start);
  const process = world.spawn("certplan");
  const command = commandIn(world, process);
  let run = "";
  const emit: typeof command.context.emit = (event) => void (run = event.event === "RunOpened" ? event.run : run);
  void apply({ ...command, context: { ...command.context, emit } });
  await world.run(() => mutations(world).length > 0);
  world.kill(process);
  const moved = new World({ ...world.value(), flights: [], disk: { ...world.disk, network: "SMB" } });
  const { context } = commandIn(moved, moved.spawn("certplan"));
  const refused = finish(moved, abandonCommand(context, { run, because: "test", by: "a@b" }));
  await expect(refused).rejects.toMatchObject({ code: "StateOnNetwork" });
});
