import { expect, test } from "vitest";
import type { ApplyRequest, CommandContext } from "../../src/commands/index.ts";
import { applyCommand } from "../../src/commands/index.ts";
import type { Settings } from "../../src/model/settings.ts";
import { readPlan } from "../../src/planner/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, applyAll, opsmanWorld, plan, type SimCommand } from "../build/opsman-world.ts";
import { applyOnce, asAdmin, certplan, changeOpsman, mutations } from "./worlds.ts";

const start = await opsmanWorld();

function withSettings(command: SimCommand, change: Partial<Settings>): CommandContext {
  return { ...command.context, settings: { ...command.context.settings, ...change } };
}

function withoutLineage(command: SimCommand): CommandContext {
  const { lineage: _lineage, ...settings } = command.context.settings;
  return { ...command.context, settings };
}

function applyIn(context: CommandContext, request: Partial<ApplyRequest> = {}): ReturnType<typeof applyCommand> {
  return applyCommand(context, { ...applyAll, ...request });
}

/** A parked run whose plan has this digest, in a world that moved on. */
async function aParkedRun(): Promise<{ readonly world: World; readonly run: string; readonly digest: string }> {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  changeOpsman(world, (state) => ({ ...state, pending: [{ guid: state.products[1]?.guid ?? "", action: "install" }] }));
  const command = certplan(world);
  expect(await finish(world, apply(command, { plan: planned }))).toMatchObject({ exitCode: 7 });
  const opened = command.events.find((event) => event.event === "RunOpened");
  return { world, run: opened?.run ?? "", digest: planned.digest };
}

test("a plan applied to its end is refused: AlreadyApplied, 7", async () => {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  expect(await finish(world, apply(certplan(world), { plan: planned, yes: false }))).toMatchObject({ exitCode: 0 });
  const sent = mutations(world).length;
  await expect(finish(world, apply(certplan(world), { plan: planned }))).rejects.toMatchObject({
    code: "AlreadyApplied",
    exitCode: 7,
    hint: "certplan plan",
  });
  expect(mutations(world)).toHaveLength(sent);
});

test("a plan made before another was applied to the same target: StateMoved, 7, and nothing is sent", async () => {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  const asked = (await finish(world, plan(certplan(world), { rotate: ["om"] }))).plan;
  await finish(world, apply(certplan(world), { plan: asked }));
  const sent = mutations(world).length;
  const command = certplan(world);
  expect(await finish(world, apply(command, { plan: planned }))).toMatchObject({ exitCode: 7, next: "certplan plan" });
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ code: "StateMoved" });
  expect(mutations(world)).toHaveLength(sent);
});

test("an open run of another digest holds the target: OpenRunElsewhere, 7, names both, and touches nothing [refused: second writer]", async () => {
  const { world, run, digest } = await aParkedRun();
  changeOpsman(world, (state) => ({ ...state, pending: [] }));
  const disk = world.disk;
  const known = (await finish(world, plan(certplan(world)))).plan;
  expect(known.targets[0]).toMatchObject({ verdict: "blocked", reasons: [{ code: "OpenRun", evidence: { run } }] });
  const elsewhere = new World(start);
  const foreign = (await finish(elsewhere, plan(certplan(elsewhere), { rotate: ["om"] }))).plan;
  const refused = finish(world, apply(certplan(world), { plan: foreign }));
  await expect(refused).rejects.toMatchObject({
    code: "OpenRunElsewhere",
    exitCode: 7,
    hint: `go on with it: certplan apply, or plan its rest: certplan plan --continue ${run}`,
  });
  await expect(refused).rejects.toThrow(`run ${run} of plan ${digest} is open and holds om`);
  expect(world.disk).toBe(disk);
  expect(mutations(world)).toEqual([]);
});

test("a lineage with no state behind it: StateMissing, 3, for plan and apply; --new-state begins one", async () => {
  const lost = new World({ ...start, disk: syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/") });
  await expect(finish(lost, plan(certplan(lost)))).rejects.toMatchObject({
    code: "StateMissing",
    exitCode: 3,
    hint: /--new-state/,
  });
  await expect(finish(lost, apply(certplan(lost)))).rejects.toMatchObject({
    code: "StateMissing",
    exitCode: 3,
    hint: /--new-state/,
  });
  expect([...lost.disk.names.keys()]).toEqual([]);
  expect(await finish(lost, apply(certplan(lost), { newState: true }))).toMatchObject({ exitCode: 0 });
});

test("without a lineage and without a terminal no state is begun: StateMissing, 3", async () => {
  const fresh = new World({ ...start, disk: syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/") });
  await expect(finish(fresh, applyIn(withoutLineage(certplan(fresh))))).rejects.toMatchObject({
    code: "StateMissing",
    exitCode: 3,
  });
  const asked = applyIn(withoutLineage(certplan(fresh)), { yes: false, ask: async () => true });
  expect(await finish(fresh, asked)).toMatchObject({ exitCode: 0 });
});

test("a plan of another lineage, and settings of another lineage: LineageMismatch, 3", async () => {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  const foreign = { ...planned, lineage: "lineage-2" };
  await expect(finish(world, apply(certplan(world), { plan: foreign }))).rejects.toMatchObject({
    code: "LineageMismatch",
    exitCode: 3,
    hint: "plan again: certplan plan",
  });
  const context = withSettings(certplan(world), { lineage: "lineage-2" });
  await expect(finish(world, applyIn(context))).rejects.toMatchObject({
    code: "LineageMismatch",
    exitCode: 3,
    hint: /state/,
  });
  expect(mutations(world)).toEqual([]);
});

test("in CI a state directory that is not declared persistent: StateNotPersistent, 3 [refused: no persistent state in CI]", async () => {
  const world = new World(start);
  const context = withSettings(certplan(world), { persistent: false });
  await expect(finish(world, applyIn(context, { inCi: true }))).rejects.toMatchObject({
    code: "StateNotPersistent",
    exitCode: 3,
    hint: /persistent = true/,
  });
  expect(world.arrived).toEqual([]);
});

test("no terminal, no --yes, no plan: ConsentMissing, 3, with the digest to approve; a person who says no: 9, nothing done", async () => {
  const world = new World(start);
  const { digest } = (await finish(world, plan(certplan(world)))).plan;
  await expect(finish(world, apply(certplan(world), { yes: false }))).rejects.toMatchObject({
    code: "ConsentMissing",
    exitCode: 3,
    hint: `to run exactly this plan: certplan apply --expect ${digest}`,
  });
  const declined = await finish(world, apply(certplan(world), { yes: false, ask: async () => false }));
  expect(declined).toMatchObject({ exitCode: 9, sentence: "nothing was done" });
  expect(mutations(world)).toEqual([]);
  expect([...world.disk.names.keys()].filter((name) => name.includes("/runs/"))).toEqual([]);
});

test("a name that is no target: TargetUnknown, 3; a run that is not open: RunUnknown, 3", async () => {
  const world = new World(start);
  for (const request of [{ only: ["nope"] }, { exclude: ["nope"] }, { rotate: ["nope"] }]) {
    await expect(finish(world, plan(certplan(world), request))).rejects.toMatchObject({
      code: "TargetUnknown",
      exitCode: 3,
      hint: "it has: om",
    });
  }
  await expect(finish(world, plan(certplan(world), { continueRun: "zzzz" }))).rejects.toMatchObject({
    code: "RunUnknown",
    exitCode: 3,
    hint: "certplan state list",
  });
  expect(world.arrived).toEqual([]);
});

test("a plan file that was changed in anything it decides or assumes: PlanInvalid, 3", async () => {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  const text = JSON.stringify(planned);
  expect(await readPlan(text, "plan.json")).toEqual(planned);
  const changes: readonly (readonly [string, string])[] = [
    ["https://opsman.example.com", "https://opsman.example.net"],
    ['"runningInstallation":0', '"runningInstallation":1'],
    ['"kind":"opsman.apply-changes"', '"kind":"opsman.verify-leaves"'],
    ['"whenUnknown":"repeat"', '"whenUnknown":"stop"'],
    ['"verdict":"due"', '"verdict":"unchanged"'],
    ['"verdict":"holds"', '"verdict":"breaks"'],
    ['"effect":"present"', '"effect":"drop"'],
    ['"estate":{"name":"sim"', '"estate":{"name":"other"'],
  ];
  for (const [from, to] of changes) {
    expect(text, from).toContain(from);
    await expect(readPlan(text.replace(from, to), "plan.json"), from).rejects.toMatchObject({
      code: "PlanInvalid",
      exitCode: 3,
    });
  }
});

test("a plan file that is none: PlanInvalid, 3, and never another error", async () => {
  const hostile = ["", "{", "null", "[]", "7", '{"formatVersion":1}', '{"formatVersion":2}', `${"[".repeat(100_000)}`];
  const shaped = [
    '[{"verdict":"due"}]',
    "[null]",
    "[7]",
    '[{"verdict":"due","reasons":7}]',
    '[{"verdict":"due","reasons":[null]}]',
  ].map(
    (targets) =>
      `{"formatVersion":1,"targets":${targets},"steps":[null],"observations":[],"lineage":"l","digest":"d","estate":{"name":"e"},"trust":{}}`,
  );
  for (const text of [...hostile, ...shaped]) {
    await expect(readPlan(text, "plan.json"), text.slice(0, 80)).rejects.toMatchObject({
      code: "PlanInvalid",
      exitCode: 3,
      hint: "make it again: certplan plan -o FILE",
    });
  }
});

test("a frozen plan that was changed on disk stops the resume: StateDamaged, 3, and nothing is sent", async () => {
  const { world, run } = await aParkedRun();
  const [path, inode] = [...world.disk.names].find(([name]) => name.endsWith(`${run}/plan.json`)) ?? ["", 0];
  const text = new TextDecoder().decode(world.disk.inodes.get(inode)?.content);
  const content = new TextEncoder().encode(text.replace("opsman.example.com", "opsman.example.net"));
  world.disk = { ...world.disk, inodes: new Map(world.disk.inodes).set(inode, { content, durable: content }) };
  expect(path).not.toBe("");
  const { arrived } = world;
  const before = arrived.length;
  await expect(finish(world, apply(certplan(world)))).rejects.toMatchObject({ code: "StateDamaged", exitCode: 3 });
  expect(arrived).toHaveLength(before);
});

test("an install of somebody else that runs: blocked, 8, and an apply afterwards goes its way", async () => {
  const world = new World(start);
  asAdmin(world, "POST", "/api/v0/installations");
  const planned = await finish(world, plan(certplan(world)));
  expect(planned).toMatchObject({ exitCode: 8, plan: { applyable: false, steps: [] } });
  expect(planned.plan.targets[0]).toMatchObject({
    verdict: "blocked",
    refusals: [{ code: "OpsmanInstallRunning", kind: "refused" }],
  });
  expect(await applyOnce(world)).toMatchObject({ exitCode: 8 });
  expect(mutations(world)).toEqual([]);
  world.advance(world.now + 3 * 3_600_000);
  expect(await applyOnce(world)).toMatchObject({ exitCode: 0 });
});
