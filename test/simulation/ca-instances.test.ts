import { expect, test } from "vitest";
import { boshByHand } from "../../src/lab/opsman/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate, Waiver } from "../../src/model/target.ts";
import type { Acceptance } from "../../src/model/trust.ts";
import { finish } from "../../src/simulation/closure.ts";
import type { World } from "../../src/simulation/world.ts";
import {
  applyIn,
  changeLab,
  commandOf,
  confirmIn,
  expectApplied,
  expectAtRest,
  expectRotated,
  idsOf,
  plannedIn,
  watchedWorld,
} from "../build/ca-run.ts";
import { caEstate } from "../build/opsman-ca-world.ts";
import { day, drift, opsmanOf, start } from "../build/opsman-world.ts";

const manual: JsonObject = { apply: { pendingChanges: "refuse", instances: { "p.mysql": "manual" } } };
const accept = (cut: string, members: readonly string[]): Acceptance => ({
  cut,
  members,
  maximumSeconds: 48 * 3600,
  until: "2026-12-31T00:00:00Z",
});

function with_(
  estate: Estate,
  keys: { readonly accept?: readonly Acceptance[]; readonly waive?: readonly Waiver[] },
): Estate {
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, ...keys })) };
}

function serviceGroup(world: World): string {
  return opsmanOf(world).services[0]?.name ?? "";
}

async function byHand(world: World, estate: Estate, steps: readonly string[]): Promise<void> {
  for (const step of steps) {
    const { result, command } = await applyIn(world, estate);
    expect(result.exitCode).toBe(9);
    expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ step });
    changeLab(world, (state) => boshByHand(state, "deploy", serviceGroup(world)));
    await confirmIn(world, estate, step);
  }
}

test("a tile whose instances nothing reaches is refused, with both lines that help", async () => {
  const world = await watchedWorld({ foundation: { serviceInstances: true } });
  const [refusal] = (await plannedIn(world, caEstate())).targets[0]?.refusals ?? [];
  expect(refusal).toMatchObject({
    code: "OpsmanInstancesUnreached",
    hint: expect.stringContaining(
      "\nerrands: { p.mysql: { upgrade-all-service-instances: run } }\ninstances: { p.mysql: manual }",
    ),
  });
});

test("instances: errand runs the tile's errand without naming it", async () => {
  const world = await watchedWorld({ foundation: { serviceInstances: true } });
  const estate = caEstate({ apply: { pendingChanges: "refuse", instances: { "p.mysql": "errand" } } });
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("instances: manual parks after the applies of trust and switch until a person confirms", async () => {
  const world = await watchedWorld({ foundation: { serviceInstances: true, instanceErrands: "none" } });
  const estate = caEstate(manual);
  const plan = await plannedIn(world, estate);
  const ids = idsOf(plan);
  expect(ids.slice(ids.indexOf("apply-trust"), ids.indexOf("activate-ca"))).toEqual([
    "apply-trust",
    "manual/p.mysql/trust",
    "instances-trust",
  ]);
  expect(ids.slice(ids.indexOf("apply-switch"), ids.indexOf("delete-ca"))).toEqual([
    "apply-switch",
    "manual/p.mysql/switch",
    "no-old-leaf",
  ]);
  expect(plan.steps.find(({ id }) => id === "om/manual/p.mysql/trust")).toMatchObject({
    gate: "attested",
    inputs: { instruct: expect.stringContaining("bosh -d <service-instance> deploy manifest.yml") },
  });
  await byHand(world, estate, ["om/manual/p.mysql/trust", "om/manual/p.mysql/switch"]);
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("from 3.0 the end is seen as well: they follow the third apply too", async () => {
  const foundation = { settings: { version: "3.0.25" }, serviceInstances: true, instanceErrands: "none" } as const;
  const world = await watchedWorld({ foundation });
  const estate = caEstate(manual);
  await byHand(world, estate, ["om/manual/p.mysql/trust", "om/manual/p.mysql/switch", "om/manual/p.mysql/drop"]);
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("where the cut is accepted for that member it is declared, from activate to the end of the switch, and nothing waits", async () => {
  const foundation = { settings: { version: "2.8.20" }, serviceInstances: true, instanceErrands: "none" } as const;
  let upgraded = 0;
  const world = await watchedWorld(
    { foundation },
    {
      accepted: (line) => line.includes("service-instance"),
      hooks: {
        afterEvent: (_event, at) => {
          // whoever runs them brings them along some time later
          const { installations, services } = opsmanOf(at);
          const group = services[0]?.name;
          if (group === undefined || installations[0]?.status !== "succeeded" || upgraded === installations.length)
            return;
          upgraded = installations.length;
          changeLab(at, (state) => boshByHand(state, "deploy", group));
        },
      },
    },
  );
  const estate = with_(caEstate(manual), { accept: [accept("opsman-unproven-instances", ["p.mysql"])] });
  const plan = await plannedIn(world, estate);
  expect(plan.targets[0]?.refusals).toEqual([]);
  expect(plan.trust.cuts?.map(({ code, members, fromStep, toStep }) => [code, members, fromStep, toStep])).toEqual([
    ["opsman-unproven-instances", ["p.mysql"], "om/activate-ca", "om/no-old-leaf"],
  ]);
  expect(plan.trust.notModelled).toContain("whether service instances of p.mysql follow");
  expect(idsOf(plan).filter((id) => id.startsWith("manual"))).toEqual([]);
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("TKGI is refused until its scope is accepted", async () => {
  const world = await watchedWorld({ foundation: { tiles: ["pivotal-container-service"], credhub: true } });
  const [refusal] = (await plannedIn(world, caEstate())).targets[0]?.refusals ?? [];
  expect(refusal).toMatchObject({ code: "OpsmanTkgiScope", hint: expect.stringContaining("opsman-tkgi-scope") });
});

test("TKGI accepted: a cut over the whole rotation, only what Ops Manager manages moves, and its warnings are told", async () => {
  const world = await watchedWorld({ foundation: { tiles: ["pivotal-container-service"], credhub: true } });
  const estate = with_(caEstate(), { accept: [accept("opsman-tkgi-scope", ["TKGI clusters"])] });
  const plan = await plannedIn(world, estate);
  expect(plan.trust.cuts?.map(({ code, fromStep, toStep }) => [code, fromStep, toStep])).toEqual([
    ["opsman-tkgi-scope", "om/generate-ca", "om/verify-ca"],
  ]);
  const { events } = await expectApplied(world, estate);
  const passed = events.find((event) => event.event === "StepPassed" && event.step === "om/generate-ca");
  expect(passed).toMatchObject({ sentence: expect.stringContaining("; Ops Manager warns: ") });
  await expectRotated(world, estate);
  expect(opsmanOf(world).credhubCas.map(({ versions }) => versions.length)).toEqual([1, 1]);
});

test("TKGI and leaves alone: what stays in CredHub is a finding, and the rest is rotated to its end", async () => {
  const foundation = { tiles: ["pivotal-container-service"], credhub: true, leavesEnd: start + 20 * day };
  const world = await watchedWorld({ rootEnds: 1000, foundation });
  const estate = caEstate({}, ["leaves"]);
  await expectApplied(world, estate);
  const plan = await plannedIn(world, estate);
  expect(plan.summary).toMatchObject({ due: 0, blocked: 0 });
  expect(plan.targets[0]?.findings.map(({ about }) => about)).toContain("tkgi:credhub:/p-bosh/cf/diego-client-tls");
});

const waiver: Waiver = { member: "concourse", why: "moved next year", until: "2027-01-31T00:00:00Z" };

test("from 3.0 a deployment made outside Ops Manager lags behind: the gate names it, and what to do", async () => {
  const foundation = { settings: { version: "3.0.25", safetyChecks: "none" }, outside: true } as const;
  const world = await watchedWorld({ foundation }, { accepted: (line) => line.includes("concourse") });
  const { result, command } = await applyIn(world, caEstate());
  expect(result.exitCode).toBe(10);
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({
    step: "om/instances-trust",
    sentence: expect.stringContaining("these deployments lag behind: concourse"),
  });
});

test("waived, the gates pass and name it; every drift tells it with the command that mends it", async () => {
  const foundation = { settings: { version: "3.0.25", safetyChecks: "none" }, outside: true } as const;
  const world = await watchedWorld({ foundation }, { accepted: (line) => line.includes("concourse") });
  const estate = with_(caEstate(), { waive: [waiver] });
  const { events } = await expectApplied(world, estate);
  for (const step of ["om/instances-trust", "om/no-old-leaf", "om/verify-ca"]) {
    expect(events.find((event) => event.event === "StepPassed" && event.step === step)).toMatchObject({
      sentence: expect.stringContaining("; waived: concourse"),
    });
  }
  await expectAtRest(world, estate);
  const { report } = await finish(world, drift(commandOf(world, estate)));
  expect(report.targets[0]?.lines).toEqual([
    expect.objectContaining({
      code: "Stranded",
      about: "concourse",
      severity: "expected",
      next: expect.stringContaining("bosh -d concourse deploy"),
    }),
  ]);
});

test("a waiver of a deployment that does not exist is a finding", async () => {
  const world = await watchedWorld({ foundation: { settings: { version: "3.0.25" } } });
  const estate = with_(caEstate(), { waive: [{ ...waiver, member: "nobody" }] });
  const codes = (await plannedIn(world, estate)).targets[0]?.findings.map(({ code, about }) => `${code} ${about}`);
  expect(codes).toContain("WaiverUnneeded nobody");
});
