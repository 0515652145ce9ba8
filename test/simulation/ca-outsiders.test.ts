import { expect, test } from "vitest";
import type { Consumer, Estate, Output, Target } from "../../src/model/target.ts";
import { parsePemBundle } from "../../src/pki/index.ts";
import { readFile } from "../../src/simulation/disk.ts";
import { applyIn, confirmIn, expectApplied, expectRotated, idsOf, plannedIn, watchedWorld } from "../build/ca-run.ts";
import { caEstate } from "../build/opsman-ca-world.ts";
import { opsmanOf } from "../build/opsman-world.ts";

const ci: Consumer = {
  name: "ci-bosh",
  of: "root-ca",
  trusts: "issuer",
  update: { manual: "add the new root to BOSH_CA_CERT" },
};
const bundle: Output = { what: "root-ca", to: { file: "/estate/roots.pem", mode: 0o600, merge: false } };

function estateOf(keys: { readonly consumers?: readonly Consumer[]; readonly outputs?: readonly Output[] }): Estate {
  const estate = caEstate();
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, ...keys })) };
}

function withoutConsumers({ consumers, ...target }: Target): Target {
  expect(consumers).toEqual([]);
  return target;
}

test("consumers of the root learn the new one before it is activated, and the proof holds for them", async () => {
  const estate = estateOf({ consumers: [ci] });
  const world = await watchedWorld();
  const plan = await plannedIn(world, estate);
  const ids = idsOf(plan);
  expect(ids.slice(ids.indexOf("instances-trust"), ids.indexOf("is-active"))).toEqual([
    "instances-trust",
    "consumer/ci-bosh",
    "activate-ca",
  ]);
  expect(plan.trust).toMatchObject({ verdict: "holds", breaks: [] });
  expect(plan.trust.notModelled).not.toContain("clients outside the foundation that hold the old root");
  const { result, command } = await applyIn(world, estate);
  expect(result.exitCode).toBe(9);
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ step: "om/consumer/ci-bosh" });
  expect(opsmanOf(world).cas.map(({ active }) => active)).toEqual([true, false]);
  await confirmIn(world, estate, "om/consumer/ci-bosh");
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("without a word about consumers the plan says what is not known", async () => {
  const world = await watchedWorld();
  const estate = caEstate();
  const unsaid = { ...estate, targets: estate.targets.map(withoutConsumers) };
  const plan = await plannedIn(world, unsaid);
  expect(plan.targets[0]?.findings.map(({ code }) => code)).toContain("ConsumersUnknown");
  expect(plan.trust.notModelled).toContain("clients outside the foundation that hold the old root");
});

test("the output root-ca holds the new root and the old one, before the new one is activated", async () => {
  const estate = estateOf({ consumers: [], outputs: [bundle] });
  const world = await watchedWorld();
  const ids = idsOf(await plannedIn(world, estate));
  expect(ids[ids.indexOf("activate-ca") - 1]).toBe("write-output/root-ca");
  await expectApplied(world, estate);
  const written = new TextDecoder().decode(readFile(world.disk, "/estate/roots.pem") ?? new Uint8Array());
  expect(parsePemBundle(written)).toHaveLength(2);
  expect(written.startsWith(opsmanOf(world).cas[0]?.pem ?? "none")).toBe(true);
});

for (const begun of ["S1", "S2", "S3", "S4", "S5"] as const) {
  test(`gone on with from ${begun}, consumers and outputs come before what could hurt them`, async () => {
    const estate = estateOf({ consumers: [ci], outputs: [bundle] });
    const world = await watchedWorld({ begun });
    const plan = await plannedIn(world, estate);
    expect(plan.targets[0]?.refusals).toEqual([]);
    const ids = idsOf(plan);
    const first = ["S1", "S2"].includes(begun) ? "activate-ca" : ids.find((id) => !/^(write-output|consumer)/.test(id));
    expect(ids.indexOf("consumer/ci-bosh")).toBe(ids.indexOf(first ?? "") - 1);
    expect((await applyIn(world, estate)).result.exitCode).toBe(9);
    await confirmIn(world, estate, "om/consumer/ci-bosh");
    await expectApplied(world, estate);
    const written = new TextDecoder().decode(readFile(world.disk, "/estate/roots.pem") ?? new Uint8Array());
    expect(parsePemBundle(written)).toHaveLength(2);
  });
}
