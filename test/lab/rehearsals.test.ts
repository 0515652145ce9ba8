import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { type RunningScenario, type ScenarioName, scenarios, startScenario } from "../../src/lab/index.ts";
import { opsmanModel } from "../../src/lab/opsman/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { pooledKeys } from "../keys/pool.ts";

/** What `certplan plan` says of the Ops Manager of a scenario. */
interface Said {
  readonly exit: number;
  readonly verdict: string;
  /** Codes of reasons, refusals, or of what could not be read. */
  readonly codes: readonly string[];
  readonly steps?: readonly string[];
}

interface Rehearsed {
  readonly lab: RunningScenario;
  /** Runs `certplan ARGV` on the Ops Manager of the scenario. */
  readonly certplan: (
    argv: readonly string[],
  ) => Promise<{ readonly exit: number; readonly out: string; readonly err: string }>;
}

async function rehearse<T>(name: ScenarioName, work: (on: Rehearsed) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-rehearsal-"));
  const ports = { ...nodePorts(), keys: pooledKeys() };
  const lab = await startScenario(name, { directory, ports });
  const certplan: Rehearsed["certplan"] = async (argv) => {
    const io = anIo({ now: () => nodeClock().now() });
    const exit = await runProgram([...argv, "--only", "opsman", "-f", join(directory, "certplan.yaml")], io);
    return { exit, ...io.written() };
  };
  try {
    return await work({ lab, certplan });
  } finally {
    await lab.close();
    await rm(directory, { recursive: true });
  }
}

function planned(name: ScenarioName): Promise<Said & { readonly steps: readonly string[] }> {
  return rehearse(name, async ({ certplan }) => {
    const { exit, out, err } = await certplan(["plan", "--format", "json"]);
    const plan = JSON.parse(out || `{"targets":[]}`) as Plan;
    const target = plan.targets.find(({ type }) => type === "opsman");
    if (target === undefined) throw new Error(`exit ${exit}: ${err}`);
    const unread = target.unreadable === undefined ? [] : [target.unreadable];
    const told = [...target.refusals, ...target.reasons, ...unread].map(({ code }) => code);
    return { exit, verdict: target.verdict, codes: told, steps: plan.steps.map(({ id }) => id) };
  });
}

const rotation = [
  "generate-ca",
  "apply-trust",
  "instances-trust",
  "activate-ca",
  "is-active",
  "regenerate-leaves",
  "apply-switch",
  "no-old-leaf",
  "delete-ca",
  "apply-drop",
  "verify-ca",
];
const from = (step: string): readonly string[] => rotation.slice(rotation.indexOf(step)).map((id) => `opsman/${id}`);

/** Every scenario with an Ops Manager. */
const expected: Readonly<Record<string, Said>> = {
  "opsman-leaves": { exit: 0, verdict: "due", codes: ["NearExpiry"] },
  "opsman-ca": { exit: 0, verdict: "due", codes: ["NearExpiry"], steps: from("generate-ca") },
  "opsman-ca-half": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("regenerate-leaves") },
  "opsman-steady": { exit: 0, verdict: "unchanged", codes: [], steps: [] },
  "opsman-ca-s1": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("apply-trust") },
  "opsman-ca-s2": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"] },
  "opsman-ca-s3": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("regenerate-leaves") },
  "opsman-ca-s4": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("apply-switch") },
  "opsman-ca-s5": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("no-old-leaf") },
  "opsman-ca-s6": { exit: 0, verdict: "due", codes: ["CaRotationUnfinished"], steps: from("apply-drop") },
  "opsman-leaves-l1": { exit: 0, verdict: "due", codes: ["StagedNotDeployed"] },
  "opsman-expired-root": { exit: 8, verdict: "blocked", codes: ["OpsmanExpiredRoot"] },
  "opsman-expired-nats": { exit: 8, verdict: "blocked", codes: ["OpsmanExpiredNatsCa"] },
  "opsman-foreign-install": { exit: 8, verdict: "blocked", codes: ["OpsmanInstallRunning"] },
  "opsman-violation": { exit: 0, verdict: "due", codes: ["NearExpiry"], steps: from("generate-ca") },
  "opsman-instance-left-behind": {
    exit: 0,
    verdict: "due",
    codes: ["CaRotationUnfinished"],
    steps: from("apply-trust"),
  },
  "opsman-recreate": { exit: 0, verdict: "due", codes: ["NearExpiry"] },
  "opsman-configurable": { exit: 0, verdict: "due", codes: ["NearExpiry"] },
  "opsman-tkgi": { exit: 8, verdict: "blocked", codes: ["OpsmanTkgiScope"] },
  "opsman-locked": { exit: 5, verdict: "unreadable", codes: ["PlatformUnreachable"] },
};

test.each(Object.entries(expected))("certplan plan on %s", async (name, { exit, verdict, codes, steps }) => {
  const said = await planned(name as ScenarioName);
  expect({ exit: said.exit, verdict: said.verdict }, JSON.stringify(said)).toEqual({ exit, verdict });
  expect(said.codes).toEqual(expect.arrayContaining([...codes]));
  if (steps !== undefined) expect(said.steps).toEqual(steps);
});

/** What is special about each is seen only when it is applied; the lab's Apply Changes is made short. */
const applied: readonly (readonly [name: ScenarioName, exit: number])[] = [
  ["opsman-ca-s3", 0],
  ["opsman-violation", 5],
  ["opsman-recreate", 0],
  ["opsman-configurable", 0],
  ["opsman-locked", 0],
];

test.concurrent.each(applied)(
  "certplan apply on %s ends with %d, nobody refuses anybody, and nothing happened twice",
  {
    timeout: 60_000,
  },
  async (name, expectedExit) => {
    await rehearse(name, async ({ lab, certplan }) => {
      lab.opsman?.change((state) => ({ ...state, settings: { ...state.settings, installMs: 300 } }));
      const { exit, out, err } = await certplan(["apply", "--yes", "--format", "jsonl"]);
      expect(exit, out.slice(-600) + err).toBe(expectedExit);
      const state = lab.opsman?.state();
      if (state === undefined) throw new Error("an Ops Manager is up");
      expect(opsmanModel.broken(state, nodeClock().now())).toEqual([]);
      expect(Object.entries(opsmanModel.effects(state)).filter(([, count]) => count > 1)).toEqual([]);
      if (exit === 0) expect(state.cas.map(({ guid }) => state.appeared.indexOf(guid))).toEqual([1]);
    });
  },
);

test("every scenario with an Ops Manager is among them", () => {
  const names = Object.keys(scenarios).filter((name) => name.startsWith("opsman"));
  expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
});

test("each scenario has one line that tells it from the others, and no estate names a secret", async () => {
  const lines = Object.values(scenarios).map(({ explain }) => explain);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.filter((line) => line.length > 120 || line.includes("\n"))).toEqual([]);
  const directory = await mkdtemp(join(tmpdir(), "certplan-rehearsal-"));
  const lab = await startScenario("opsman-locked", { directory, ports: { ...nodePorts(), keys: pooledKeys() } });
  const secret = (await readFile(join(directory, "secrets/opsman-passphrase"), "utf8")).trim();
  const estate = await readFile(join(directory, "certplan.yaml"), "utf8");
  await lab.close();
  expect(estate).toContain("unlock: { passphrase: { file: ./secrets/opsman-passphrase } }");
  expect([secret.length > 20, estate.includes(secret)]).toEqual([true, false]);
});
