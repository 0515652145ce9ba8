import { expect, test } from "vitest";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { type CaSimOptions, caEstate, caPem, caWorld } from "../build/opsman-ca-world.ts";
import { apply, commandIn, day, drift, opsmanOf, start } from "../build/opsman-world.ts";

async function linesOf(world: World): Promise<readonly string[]> {
  const command = commandIn(world, world.spawn("drift"), { estate: caEstate() });
  const { report, exitCode } = await finish(world, drift(command));
  const lines = report.targets.flatMap((target) => target.lines);
  expect(exitCode).toBe(lines.some((line) => line.severity === "drift") ? 2 : 0);
  return lines.map((line) => `${line.code} ${line.about ?? ""}`.trim());
}

/** A foundation whose leaves and CA were rotated by certplan once, so that the state knows them. */
async function recordedWorld(options: CaSimOptions = {}): Promise<World> {
  const world = new World(await caWorld(options));
  const command = commandIn(world, world.spawn("certplan"), { estate: caEstate() });
  expect((await finish(world, apply(command))).exitCode).toBe(0);
  expect(await linesOf(world)).toEqual([]);
  return world;
}

function change(world: World, by: (state: OpsmanState) => OpsmanState): void {
  world.servers = world.servers.map((server) => ({ ...server, state: by(server.state as OpsmanState) }));
}

for (const begun of ["S1", "S2", "S3", "S4", "S5"] as const) {
  test(`drift: a rotation stage that is not at rest (${begun}) [drift: rotation not at rest]`, async () => {
    expect(await linesOf(new World(await caWorld({ begun, rootEnds: 1000 })))).toEqual(["CaRotationUnfinished"]);
  });
}

test("drift: from 3.0 a removal that was not applied, with the deployments that lag behind [drift: outdated deployments]", async () => {
  const foundation = { settings: { version: "3.0.25" } };
  const world = new World(await caWorld({ begun: "S6", rootEnds: 1000, foundation }));
  expect(await linesOf(world)).toEqual(["CaRotationUnfinished", "OpsmanOutdatedDeployments"]);
});

test("drift: the set of CAs differs from the recorded guids and fingerprints [drift: CA set differs]", async () => {
  const world = await recordedWorld();
  const guid = opsmanOf(world).cas[0]?.guid ?? "";
  change(world, (state) => ({ ...state, cas: state.cas.map((ca) => ({ ...ca, guid: "99887766554433221100" })) }));
  const lines = await linesOf(world);
  expect(lines).toContain("SlotAppeared root:99887766554433221100");
  expect(lines).toContain(`SlotGone root:${guid}`);
});

test("drift: an extra inactive CA [drift: extra inactive CA]", async () => {
  const world = await recordedWorld();
  change(world, (state) => ({
    ...state,
    cas: [
      ...state.cas,
      ...state.cas.map((ca) => ({ ...ca, guid: "99887766554433221100", active: false, createdOn: world.now })),
    ],
  }));
  expect(await linesOf(world)).toEqual(["SlotAppeared root:99887766554433221100", "CaRotationUnfinished"]);
});

test("drift: leaves that were made and are not deployed [drift: newer leaves not deployed]", async () => {
  const lines = await linesOf(new World(await caWorld({ begun: "L1", rootEnds: 1000 })));
  expect(lines).toEqual(["StagedNotDeployed"]);
});

test("drift: a leaf still under the old root [drift: leaf under the old root]", async () => {
  const world = await recordedWorld();
  change(world, (state) => ({
    ...state,
    leaves: state.leaves.map((leaf, index) =>
      index === 2 ? { ...leaf, deployed: { ...leaf.deployed, validFrom: leaf.deployed.validFrom - 10 * day } } : leaf,
    ),
  }));
  expect(await linesOf(world)).toContain("OpsmanLeafUnderOldRoot");
});

test("drift: outdated_deployments, with the names of those that lag behind", async () => {
  const foundation = { settings: { version: "3.0.25", safetyChecks: "none" }, outside: true } as const;
  const world = new World(await caWorld({ begun: "S2", rootEnds: 1000, foundation }));
  const command = commandIn(world, world.spawn("drift"), { estate: caEstate() });
  const { report } = await finish(world, drift(command));
  expect(report.targets[0]?.lines).toContainEqual(
    expect.objectContaining({ code: "OpsmanOutdatedDeployments", sentence: expect.stringContaining("concourse") }),
  );
});

test("drift: an empty list with products installed is an alarm", async () => {
  const world = new World(await caWorld({ rootEnds: -1 }));
  expect(await linesOf(world)).toContain("OpsmanEmptyListing");
});

test("drift: a 500 of the listing means unknown, never clean", async () => {
  const world = new World(await caWorld({ rootEnds: 1000, change: (state) => ({ ...state, listingFails: true }) }));
  const command = commandIn(world, world.spawn("drift"), { estate: caEstate() });
  const { report, exitCode } = await finish(world, drift(command));
  expect([exitCode, report.targets[0]?.status]).toEqual([5, "unreadable"]);
});

test("drift: a NATS CA that ends before its root", async () => {
  const dates = { from: start - 700 * day, to: start + 20 * day };
  const natsPem = await caPem(6, dates);
  const change = (state: OpsmanState): OpsmanState => ({
    ...state,
    cas: state.cas.map((ca) => ({ ...ca, natsPem, natsExpiresOn: dates.to })),
  });
  const foundation = { settings: { version: "3.2.1" } };
  const lines = await linesOf(new World(await caWorld({ rootEnds: 1000, foundation, change })));
  expect(lines).toEqual(["NearExpiry"]);
});
