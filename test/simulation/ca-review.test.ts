import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Target } from "../../src/model/target.ts";
import { plannedIn, watchedWorld } from "../build/ca-run.ts";
import { type CaSimOptions, caEstate, caPem } from "../build/opsman-ca-world.ts";
import { day, opsmanOf, start } from "../build/opsman-world.ts";

const options: JsonObject = {
  exclude: ["/customer/ca"],
  apply: {
    pendingChanges: { allow: ["cf"] },
    errands: { "p.mysql": { "upgrade-all-service-instances": "run" } },
  },
};

async function planOf(world: CaSimOptions, own: JsonObject, keys: Partial<Target> = {}): Promise<Plan> {
  const estate = caEstate(own);
  const targets = estate.targets.map((target) => ({ ...target, ...keys }));
  const plan = await plannedIn(await watchedWorld(world), { ...estate, targets });
  expect(plan.targets[0]?.refusals).toEqual([]);
  return plan;
}

function told({ targets }: Plan, code: string): readonly string[] {
  return targets.flatMap(({ findings }) => findings.filter((one) => one.code === code).map(({ sentence }) => sentence));
}

const whole: CaSimOptions = {
  foundation: { serviceInstances: true, credhub: true, stemcell: { os: "ubuntu-xenial", version: "456.30" } },
  change: (state) => ({
    ...state,
    pending: [{ guid: "cf-1c7e5a3f9b2d8e4c6a0f", action: "update" }],
    credhubCas: [
      ...state.credhubCas,
      {
        path: "/customer/ca",
        product: "cf-1c7e5a3f9b2d8e4c6a0f",
        customer: true,
        versions: [{ id: "/customer/ca#1", validFrom: start - day, validUntil: start + 900 * day }],
      },
    ],
  }),
};

test("reviewer: 3 applies × N products, with the median and the worst of past installs", async () => {
  const plan = await planOf(whole, options);
  expect(told(plan, "OpsmanApplies")).toEqual([
    "3 Apply Changes, each of 3 products (cf, p-bosh, p.mysql); one took 50 min in the median, 50 min at worst (1 past install)",
  ]);
  expect(
    plan.steps.filter(({ kind }) => kind === "opsman.apply-changes").map(({ estimatedSeconds }) => estimatedSeconds),
  ).toEqual([3000, 3000, 3000]);
});

test("reviewer: VMs recreated for each product, and the stemcell that forces it", async () => {
  expect(told(await planOf(whole, options), "OpsmanVmsRecreated")).toEqual([
    expect.stringMatching(
      /^every VM of cf, p-bosh, p\.mysql is recreated .* ubuntu-xenial 456\.30, older than 621\.171/,
    ),
  ]);
});

test("reviewer: the errand of each tile, and how the instances of each broker are reached", async () => {
  expect(told(await planOf(whole, options), "OpsmanReach")).toEqual([
    "service instances are reached: p.mysql by upgrade-all-service-instances and recreate-all-service-instances",
  ]);
});

test("reviewer: deployments outside Ops Manager, counted where the release shows them, else said not to be seen", async () => {
  const unseen = await planOf(whole, options);
  expect(unseen.trust.notModelled).toContain("deployments made outside Ops Manager");
  const waive = [{ member: "concourse", why: "moved next year", until: "2027-01-31T00:00:00Z" }];
  const foundation = { settings: { version: "3.0.25" }, outside: true, serviceInstances: true };
  const seen = await planOf({ foundation }, { apply: options["apply"] ?? {} }, { waive });
  expect(seen.trust.notModelled).not.toContain("deployments made outside Ops Manager");
  expect(told(seen, "OpsmanReach")).toEqual([
    "service instances (1 deployment) are reached: p.mysql by upgrade-all-service-instances; may lag behind, as waived: concourse",
  ]);
});

test("reviewer: a deployment that no apply reaches is named before the run stops at it", async () => {
  const plan = await planOf({ foundation: { settings: { version: "3.0.25" }, outside: true } }, {});
  expect(told(plan, "OpsmanReach")).toEqual([expect.stringMatching(/^no Apply Changes reaches concourse: .*exit 10/)]);
});

test("reviewer: staged changes, none or listed, and until which step nobody else applies or upgrades", async () => {
  const plan = await planOf(whole, options);
  const last = plan.steps.findLastIndex(({ kind }) => kind === "opsman.apply-changes") + 1;
  expect(told(plan, "OpsmanFreeze")).toEqual([
    `nobody else applies, stages or upgrades until step ${last} has passed; also staged, and deployed with it: cf-1c7e5a3f9b2d8e4c6a0f (update)`,
  ]);
  expect(told(await planOf({}, {}), "OpsmanFreeze")[0]).toMatch(/^nobody else applies, .*; nothing else is staged$/);
});

test("reviewer: generate is final from 2.10 on, and not before", async () => {
  const final = async (version: string): Promise<unknown> =>
    (await planOf({ foundation: { settings: { version } } }, {})).steps[0];
  expect(await final("2.10.43")).toMatchObject({ id: "om/generate-ca", final: true });
  expect(await final("2.9.43")).toMatchObject({ id: "om/generate-ca", final: false });
});

test("reviewer: which guid is deleted", async () => {
  const world = await watchedWorld();
  const guid = opsmanOf(world).cas[0]?.guid ?? "";
  const plan = await plannedIn(world, caEstate());
  expect(plan.steps.find(({ id }) => id === "om/delete-ca")?.title).toBe(`delete the old CA ${guid}`);
});

test("reviewer: the date of the NATS CA, or that this release does not show it", async () => {
  const natsPem = await caPem(6, { from: start - 700 * day, to: start + 200 * day });
  const foundation = { settings: { version: "3.2.1" } };
  const seen = await planOf(
    { foundation, change: (state) => ({ ...state, cas: state.cas.map((ca) => ({ ...ca, natsPem })) }) },
    {},
  );
  expect(seen.targets[0]?.slots.find(({ name }) => name.startsWith("nats:"))?.notAfter).toBe("2027-06-09T08:00:00Z");
  expect((await planOf({}, {})).trust.notModelled).toContain(
    "the end of the NATS CA, which this release does not show",
  );
});

test("reviewer: exclusions", async () => {
  const plan = await planOf(whole, options);
  expect(plan.steps.find(({ id }) => id === "om/generate-ca")?.title).toBe(
    "generate a new root CA, leaving out /customer/ca, /services/tls_ca",
  );
});

test("reviewer: TKGI present", async () => {
  const accept = [
    { cut: "opsman-tkgi-scope", members: ["TKGI clusters"], maximumSeconds: 172_800, until: "2026-12-31T00:00:00Z" },
  ];
  const plan = await planOf({ foundation: { tiles: ["pivotal-container-service"] } }, {}, { accept });
  expect(told(plan, "OpsmanTkgi")).toHaveLength(1);
  expect(plan.trust.notModelled).toContain(
    "certificates of TKGI clusters, and CAs in CredHub, which do not move with TKGI",
  );
});
