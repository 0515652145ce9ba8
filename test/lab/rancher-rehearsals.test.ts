import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { type ScenarioName, scenarios, startScenario } from "../../src/lab/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { pooledKeys } from "../keys/pool.ts";

/** What `certplan plan` says of the cluster of each scenario with a Rancher: exit code, verdict, a reason or refusal. */
const expected: Readonly<Record<string, readonly [exit: number, verdict: string, code: string]>> = {
  "rancher-rke1": [0, "due", "NearExpiry"],
  "rancher-rke2": [0, "due", "NearExpiry"],
  "rancher-worker-stays": [0, "due", "NearExpiry"],
  "rancher-stuck": [8, "blocked", "RancherRetryLoop"],
  "rancher-expired-ca": [8, "blocked", "RancherExpiredCa"],
};

test.each(Object.entries(expected))("certplan plan on %s: %o", async (name, [exit, verdict, code]) => {
  const directory = await mkdtemp(join(tmpdir(), "certplan-rehearsal-"));
  const lab = await startScenario(name as ScenarioName, { directory, ports: { ...nodePorts(), keys: pooledKeys() } });
  const io = anIo({ now: () => nodeClock().now() });
  const ended = await runProgram(["plan", "--format", "json", "-f", join(directory, "certplan.yaml")], io);
  await lab.close();
  await rm(directory, { recursive: true });
  const plan = JSON.parse(io.written().out) as Plan;
  const [target] = plan.targets;
  expect([ended, target?.verdict]).toEqual([exit, verdict]);
  expect([...(target?.refusals ?? []), ...(target?.reasons ?? [])].map((told) => told.code)).toContain(code);
});

test("certplan apply on rancher-worker-stays: exit 10, the kubelet with its node, and the next command", async () => {
  const directory = await mkdtemp(join(tmpdir(), "certplan-rehearsal-"));
  const settings = { workerRestartRenews: false, lagMs: 50, machineMs: 100, probeMs: 50 };
  const ports = { ...nodePorts(), keys: pooledKeys() };
  const lab = await startScenario("rancher-worker-stays", { directory, ports, rancher: { settings } });
  const io = anIo({ now: () => nodeClock().now() });
  const ended = await runProgram(["apply", "--yes", "-f", join(directory, "certplan.yaml")], io);
  await lab.close();
  await rm(directory, { recursive: true });
  const { out, err } = io.written();
  const text = `${out}${err}`.replaceAll(/\s+/g, " ");
  expect(ended).toBe(10);
  expect(text).toMatch(/kubelet@127\.0\.0\.1:\d+ \(edge-4\) still serves the old certificate/);
  expect(text).toMatch(/next: certplan plan -f \S+ --continue \S+/);
}, 60_000);

test("every scenario with a Rancher is among them", () => {
  const names = Object.keys(scenarios).filter((name) => name.startsWith("rancher"));
  expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
});
