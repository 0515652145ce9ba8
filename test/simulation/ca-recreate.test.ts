import { expect, test } from "vitest";
import { boshByHand } from "../../src/lab/opsman/index.ts";
import {
  afterLostState,
  applyIn,
  changeLab,
  confirmIn,
  expectApplied,
  expectRotated,
  expectSameEndAfterKills,
  idsOf,
  plannedIn,
  requestsTo,
  watchedWorld,
} from "../build/ca-run.ts";
import { once } from "../build/once.ts";
import { type CaSimOptions, caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { opsmanOf } from "../build/opsman-world.ts";

const oldStemcell = { os: "ubuntu-xenial", version: "456.30" };
const flag = "PUT /api/v0/staged/director/properties";

/** Releases and stemcells under which agents learn of a new CA only by being made anew. */
const recreating: Readonly<Record<string, NonNullable<CaSimOptions["foundation"]>>> = {
  "2.7.40": { settings: { version: "2.7.40" } },
  "2.8.20": { settings: { version: "2.8.20" } },
  "2.9.43": { settings: { version: "2.9.43" } },
  "2.10.19": { settings: { version: "2.10.19" } },
  "2.10.43 with an old stemcell": { stemcell: oldStemcell },
  "3.0.25 with an unknown stemcell": {
    settings: { version: "3.0.25" },
    stemcell: { os: "ubuntu-plucky", version: "1.1" },
  },
};

for (const [name, foundation] of Object.entries(recreating)) {
  test(`on ${name} every VM is recreated at each of the three applies, and no agent is lost`, async () => {
    const world = await watchedWorld({ foundation });
    const plan = await plannedIn(world, caEstate());
    expect(plan.targets[0]?.refusals).toEqual([]);
    expect(idsOf(plan).filter((id) => id.startsWith("recreate-") || id.startsWith("apply-"))).toEqual([
      "recreate-trust",
      "apply-trust",
      "recreate-switch",
      "apply-switch",
      "recreate-drop",
      "apply-drop",
    ]);
    await expectApplied(world, caEstate());
    expect(requestsTo(world, flag)).toBe(3);
    expect(opsmanOf(world).recreate).toEqual({ vms: false, director: false });
    await expectRotated(world, caEstate());
  });
}

test("a person's apply counts only from the first on where nobody sees whether it recreated the VMs", async () => {
  const world = await watchedWorld({ begun: "S2", foundation: { settings: { version: "2.10.19" } } });
  expect(idsOf(await plannedIn(world, caEstate())).slice(0, 2)).toEqual(["recreate-trust", "apply-trust"]);
  await expectApplied(world, caEstate());
  await expectRotated(world, caEstate());
});

test("the plan tells which VMs are recreated, and the stemcell that forces it", async () => {
  const world = await watchedWorld({ foundation: { stemcell: oldStemcell } });
  const plan = await plannedIn(world, caEstate());
  const told = plan.targets[0]?.findings.find(({ code }) => code === "OpsmanVmsRecreated");
  expect(told?.sentence).toMatch(
    /every VM of cf, p-bosh, p\.mysql is recreated at each Apply Changes, persistent disks are not: stemcell ubuntu-xenial 456\.30, older than 621\.171 \(cf-\w+, /,
  );
});

test("recreate: always has it done where nothing forces it", async () => {
  const world = await watchedWorld();
  const estate = caEstate({ apply: { pendingChanges: "refuse", recreate: "always" } });
  await expectApplied(world, estate);
  expect(requestsTo(world, flag)).toBe(3);
  await expectRotated(world, estate);
});

test("before 2.9 only the first flag is sent, and never the one of persistent disks", async () => {
  const world = await watchedWorld({ foundation: { settings: { version: "2.8.20" } } });
  await expectApplied(world, caEstate());
  expect(opsmanOf(world).damage ?? []).toEqual([]);
});

test("a Director that would recreate persistent disks is never applied", async () => {
  const world = await watchedWorld({ change: (state) => ({ ...state, recreate: { ...state.recreate, disks: true } }) });
  expect((await plannedIn(world, caEstate())).targets[0]?.refusals.map(({ code }) => code)).toEqual([
    "OpsmanPersistentDisks",
  ]);
});

test("a flag of persistent disks that somebody sets on the way stops the run before the next apply", async () => {
  const happens = once(
    ({ cas }) => cas.length === 2,
    (state) => ({ ...state, recreate: { ...state.recreate, disks: true } }),
  );
  const world = await watchedWorld({}, { hooks: happens });
  const { result, command } = await applyIn(world, caEstate());
  expect(result.exitCode).toBe(7);
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ step: "om/apply-trust" });
  expect(requestsTo(world, "POST /api/v0/installations")).toBe(0);
});

test("service instances of a tile with an errand that recreates them are recreated by it", async () => {
  const world = await watchedWorld({ foundation: { stemcell: oldStemcell, serviceInstances: true } });
  const estate = caEstate(withErrand);
  const plan = await plannedIn(world, estate);
  expect(idsOf(plan).some((id) => id.startsWith("manual/"))).toBe(false);
  expect(plan.steps.find(({ id }) => id === "om/apply-trust")?.inputs["errands"]).toEqual({
    "p.mysql-9e8d7c6b5a4f3e2d1c0b": {
      run_post_deploy: { "upgrade-all-service-instances": true, "recreate-all-service-instances": true },
    },
  });
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("service instances without such an errand are recreated by a person after each of the three applies", async () => {
  const world = await watchedWorld({
    foundation: { stemcell: oldStemcell, serviceInstances: true, instanceErrands: "upgrade" },
  });
  const estate = caEstate(withErrand);
  const plan = await plannedIn(world, estate);
  const manual = plan.steps.filter(({ kind }) => kind === "certplan.manual");
  expect(manual.map(({ id }) => id)).toEqual([
    "om/manual/p.mysql/trust",
    "om/manual/p.mysql/switch",
    "om/manual/p.mysql/drop",
  ]);
  expect(manual[0]?.inputs["instruct"]).toBe(
    "for each service instance of p.mysql: bosh -d <service-instance> recreate",
  );
  const group = opsmanOf(world).services[0]?.name ?? "";
  for (const { id } of manual) {
    const { result, command } = await applyIn(world, estate);
    expect(result.exitCode).toBe(9);
    expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ step: id });
    changeLab(world, (state) => boshByHand(state, "recreate", group));
    await confirmIn(world, estate, id);
  }
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("killed at any moment, the flag is set again where it has to be, and the end is the same", async () => {
  const start = await caWorld({ foundation: { settings: { version: "2.10.19" } } });
  expect(await expectSameEndAfterKills(start, caEstate())).toBeGreaterThan(20);
});

test("with the state lost at any moment, it goes on from what is live, the Director's own change included", async () => {
  const foundation = { settings: { version: "3.0.25" }, stemcell: oldStemcell };
  const { same, blocked } = await afterLostState(await caWorld({ foundation }), caEstate());
  expect(same).toBeGreaterThan(8);
  expect(blocked).toEqual([]);
});
