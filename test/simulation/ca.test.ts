import { expect, test } from "vitest";
import type { ApplyRequest } from "../../src/commands/index.ts";
import { opsmanProfiles, type StartingPoint } from "../../src/lab/opsman/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { World } from "../../src/simulation/world.ts";
import { type CaSimOptions, caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, commandIn, drift, opsmanOf, plan } from "../build/opsman-world.ts";

const whole = [
  "om/generate-ca",
  "om/apply-trust",
  "om/instances-trust",
  "om/activate-ca",
  "om/is-active",
  "om/regenerate-leaves",
  "om/apply-switch",
  "om/no-old-leaf",
  "om/delete-ca",
  "om/apply-drop",
  "om/verify-ca",
];

function assertUnbroken(world: World): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  if (broken.length > 0) throw new Error(`broken edges: ${broken.join("; ")}`);
  const twice = Object.entries(opsmanOf(world).effects).filter(([, count]) => count > 1);
  if (twice.length > 0) throw new Error(`duplicates: ${JSON.stringify(twice)}`);
}

async function worldOf(options: CaSimOptions = {}): Promise<World> {
  return new World(await caWorld(options), { afterEvent: (_event, world) => assertUnbroken(world) });
}

async function planned(world: World, estate: Estate, request: Partial<ApplyRequest> = {}): Promise<Plan> {
  return (await finish(world, plan(commandIn(world, world.spawn("certplan"), { estate }), request))).plan;
}

function codesOf(made: Plan): readonly string[] {
  return made.targets[0]?.findings.map((finding) => finding.code) ?? [];
}

/** Applied to the end; afterwards nothing is due and nothing drifts. */
async function expectWhole(world: World, estate: Estate): Promise<void> {
  const command = commandIn(world, world.spawn("certplan"), { estate });
  const applied = await finish(world, apply(command));
  expect(applied, JSON.stringify(command.events.at(-1))).toMatchObject({ exitCode: 0 });
  const { cas, leaves } = opsmanOf(world);
  expect(cas.length).toBe(1);
  expect(leaves.filter((leaf) => leaf.under === undefined).every((leaf) => leaf.deployed.ca === cas[0]?.guid)).toBe(
    true,
  );
  expect((await planned(world, estate)).summary).toMatchObject({ due: 0, blocked: 0, unreadable: 0 });
  expect((await finish(world, drift(commandIn(world, world.spawn("drift"), { estate })))).exitCode).toBe(0);
}

test("a root near its end is replaced in eleven steps, without a moment in which somebody refuses somebody", async () => {
  const world = await worldOf();
  const made = await planned(world, caEstate());
  expect(made.targets[0]?.refusals).toEqual([]);
  expect(made.steps.map((step) => step.id)).toEqual(whole);
  expect(made.trust.verdict).toBe("holds");
  await expectWhole(world, caEstate());
  expect(opsmanOf(world).installations).toHaveLength(4);
});

const profiles = ["2.10.43-build.123", "3.0.25", "3.2.1"];

/** The first step from each state, with what this release shows, and without service instances. */
const firstSteps: Readonly<Record<Exclude<StartingPoint, "S6" | "L1">, string>> = {
  S0: "om/generate-ca",
  S1: "om/apply-trust",
  S2: "om/instances-trust",
  S3: "om/regenerate-leaves",
  S4: "om/apply-switch",
  S5: "om/no-old-leaf",
};

for (const version of profiles) {
  const foundation = { settings: { version } };
  for (const [begun, first] of Object.entries(firstSteps)) {
    test(`begun by hand up to ${begun} on ${version}, the rotation is gone on with from ${first}`, async () => {
      const world = await worldOf({ foundation, begun: begun as StartingPoint });
      const made = await planned(world, caEstate());
      expect(made.targets[0]?.refusals).toEqual([]);
      expect(made.steps.map((step) => step.id)).toEqual(whole.slice(whole.indexOf(first)));
      expect(made.targets[0]?.reasons.some((reason) => reason.code === "CaRotationUnfinished")).toBe(begun !== "S0");
      await expectWhole(world, caEstate());
    });

    test(`begun by hand up to ${begun} on ${version} with service instances, it ends whole`, async () => {
      const world = await worldOf({
        foundation: { ...foundation, serviceInstances: true, credhub: true },
        begun: begun as StartingPoint,
      });
      const made = await planned(world, caEstate(withErrand));
      expect(made.targets[0]?.refusals).toEqual([]);
      await expectWhole(world, caEstate(withErrand));
    });
  }
}

test("S6: from 3.0 a removal that was not applied is seen, and applied", async () => {
  const world = await worldOf({ foundation: { settings: { version: "3.0.25" } }, begun: "S6" });
  const made = await planned(world, caEstate());
  expect(made.steps.map((step) => step.id)).toEqual(["om/apply-drop", "om/verify-ca"]);
  await expectWhole(world, caEstate());
});

test("S6: before 3.0 no date tells a removal that was not applied, and a finding says so", async () => {
  const world = await worldOf({ begun: "S6" });
  const made = await planned(world, caEstate());
  expect(made.targets[0]).toMatchObject({ verdict: "unchanged" });
  expect(codesOf(made)).toContain("OpsmanRemovalUnproved");
});

test("where VMs are recreated, a rotation that was gone on with may take an apply more: its state, while there is one, knows", async () => {
  const { version, stemcell } = opsmanProfiles["2.7"];
  const world = await worldOf({ foundation: { stemcell, settings: { version } }, begun: "S5" });
  await expectWhole(world, caEstate());
  expect(codesOf(await planned(world, caEstate()))).not.toContain("OpsmanRemovalUnproved");

  const lost = new World({ ...world.value(), disk: syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/") });
  await finish(lost, apply(commandIn(lost, lost.spawn("certplan"), { estate: caEstate() }), { newState: true }));
  const [found] = (await planned(lost, caEstate())).targets[0]?.findings ?? [];
  expect(found).toMatchObject({ code: "OpsmanRemovalUnproved", evidence: { wholeSinceActive: 4 } });
  expect(found?.sentence).toContain("4 whole installs have run since CA");
  expect(found?.sentence).toContain("a rotation takes 3 to 5 here");
});

test("L1: leaves that were made and not deployed are deployed, without touching the CA", async () => {
  const world = await worldOf({ begun: "L1", rootEnds: 1000 });
  const made = await planned(world, caEstate());
  expect(made.steps.map((step) => step.id)).toEqual(["om/apply-changes", "om/verify-leaves"]);
});

for (const [begun, version] of [
  ["L1", "2.10.43"],
  ["L1", "3.0.25"],
] as const) {
  test(`${begun} on ${version} while the root is due: what is staged is deployed first, then the CA is rotated`, async () => {
    const world = await worldOf({ begun, foundation: { settings: { version } } });
    const made = await planned(world, caEstate());
    expect(made.steps.map((step) => step.id)).toEqual(["om/apply-staged", ...whole]);
    await expectWhole(world, caEstate());
  });
}

test("S6 while the CA that is left is due as well: the removal is deployed first, then that CA is rotated", async () => {
  const world = await worldOf({
    begun: "S6",
    foundation: { settings: { version: "3.0.25" } },
    change: (state) => state,
  });
  const [target] = caEstate().targets;
  if (target === undefined) throw new Error("the estate has a target");
  const policy = { ...target.policy, maximumAge: { milliseconds: 10 * 86_400_000 } };
  const made = await planned(world, { ...caEstate(), targets: [{ ...target, policy }] });
  expect(made.steps.map((step) => step.id)).toEqual(["om/apply-staged", ...whole]);
});

test("a person's apply that left out a product does not count: the rotation goes on from the first apply [refused: subset of products]", async () => {
  const world = await worldOf({ begun: "S2", withoutByHand: ["p.mysql-9e8d7c6b5a4f3e2d1c0b"] });
  expect((await planned(world, caEstate())).steps[0]?.id).toBe("om/apply-trust");
  await expectWhole(world, caEstate());
});

for (const version of profiles) {
  test(`a person's apply that left out the errand of the service instances does not count on ${version}`, async () => {
    const foundation = { serviceInstances: true, settings: { version } };
    const world = await worldOf({ begun: "S2", errandsByHand: "forgotten", foundation });
    expect((await planned(world, caEstate(withErrand))).steps[0]?.id).toBe("om/apply-trust");
    await expectWhole(world, caEstate(withErrand));
  });
}
