import { expect, test } from "vitest";
import type { DriftLine } from "../../src/model/drift.ts";
import type { Observation, Stranded } from "../../src/model/provider.ts";
import { waiverLines } from "../../src/planner/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { commandIn, drift, opsmanEstate, opsmanWorld } from "../build/opsman-world.ts";
import { day, hubEstate, hubPlan, now } from "./plan-of.ts";

const left: Stranded = { member: "spare", lacks: "still accepts the old leaf only", repair: "hubctl retrust spare" };
const observation: Observation = {
  system: "hub:1",
  principal: "anyone",
  complete: true,
  slots: [],
  findings: [],
  reasons: [],
  facts: {},
};

async function lines(waive: string, stranded?: readonly Stranded[]): Promise<readonly Partial<DriftLine>[]> {
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: h, type: hub, waive: [ ${waive} ] }\n`;
  const [target] = (await hubEstate(text)).targets;
  if (target === undefined) throw new Error("there is no target");
  const seen = { ...observation, ...(stranded === undefined ? {} : { stranded }) };
  return waiverLines(target, seen, now).map(({ evidence: _evidence, ...line }) => line);
}

const waiver = "{ member: spare, why: powered off, until: 2026-12-31 }";

test("a waived member that is left behind is told with what mends it, and is no drift", async () => {
  expect(await lines(waiver, [left])).toEqual([
    {
      code: "Stranded",
      sentence:
        "spare is left behind: it still accepts the old leaf only; waived until 2026-12-31T23:59:59Z (powered off)",
      severity: "expected",
      about: "spare",
      next: "hubctl retrust spare",
    },
  ]);
});

test("a member that is left behind and that nobody waived is drift", async () => {
  expect(await lines("", [left])).toEqual([
    {
      code: "Stranded",
      sentence: "spare is left behind: it still accepts the old leaf only",
      severity: "drift",
      about: "spare",
      next: "hubctl retrust spare",
    },
  ]);
});

test("a waiver that is over is drift, with the place of its date and what mends the member", async () => {
  expect(await lines(waiver.replace("2026-12-31", "2026-11-20"), [left])).toEqual([
    {
      code: "WaiverExpired",
      sentence: "the waiver of spare (powered off) ended 2026-11-20T23:59:59Z: certplan.yaml:4:71",
      severity: "drift",
      about: "spare",
      next: "hubctl retrust spare",
    },
  ]);
});

test("where the platform does not show who is left behind, the waived member is told all the same", async () => {
  expect(await lines(waiver)).toMatchObject([
    { code: "Stranded", severity: "expected", sentence: expect.stringContaining("spare may be left behind") },
  ]);
});

test("a waiver of a member that the platform shows as whole can go", async () => {
  expect(await lines(waiver, [])).toMatchObject([
    { code: "WaiverUnneeded", severity: "expected", sentence: "spare is not left behind: its waiver can go" },
  ]);
});

test("the plan tells waived and stranded members by name", async () => {
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: h, type: hub, consumers: [], waive: [ ${waiver} ] }\n`;
  const other = { ...left, member: "other" };
  const plan = hubPlan(await hubEstate(text), { ends: now + 300 * day, observation: { stranded: [left, other] } });
  expect(plan.targets[0]?.findings.map(({ code, about }) => [code, about])).toEqual([
    ["Stranded", "spare"],
    ["Stranded", "other"],
  ]);
});

test("drift tells a waived member in every report and exits clean, and with an expired waiver it does not", async () => {
  const reported = async (until: string): Promise<readonly [exitCode: number, lines: readonly string[]]> => {
    const world = new World(await opsmanWorld());
    const lenient = { name: "lenient", finishBeforeMs: 0, lifetimeClasses: [] };
    const waive = [{ member: "p.mysql", why: "powered off", until }];
    const targets = opsmanEstate.targets.map((target) => ({ ...target, policy: lenient, waive }));
    const command = commandIn(world, world.spawn("certplan"), { estate: { ...opsmanEstate, targets } });
    const { report, exitCode } = await finish(world, drift(command));
    const [target] = report.targets;
    expect(target?.findings.filter(({ about }) => about === "p.mysql")).toEqual([]);
    return [exitCode, (target?.lines ?? []).map(({ code, severity }) => `${code} ${severity}`)];
  };
  expect(await reported("2999-12-31T23:59:59Z")).toEqual([0, ["Stranded expected"]]);
  expect(await reported("2020-12-31T23:59:59Z")).toEqual([2, ["WaiverExpired drift"]]);
});
