import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startScenario } from "../../src/lab/index.ts";
import { type RancherRequest, type RancherState, rancherModel } from "../../src/lab/rancher/index.ts";
import { nodePorts } from "../../src/ports/node/index.ts";
import { pooledKeys } from "../keys/pool.ts";
import { lineOf, type Moment, nameOf } from "./moments.ts";
import { buildProgram, type Program, run, start } from "./program.ts";

let program: Program;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

/** Every record; else the two moments at which nobody can know what became of the request. */
const isWhole = process.env["CRASH_EVERY_POINT"] !== undefined;

interface Journey {
  readonly scenario: "rancher-rke1" | "rancher-rke2";
  /** What differs from the scenario. */
  readonly differs?: (now: number) => Partial<RancherRequest>;
  /** The line of the estate that differs from the lab's. */
  readonly line?: readonly [string, string];
  /** The step that a person confirms behind the end of the second apply, which waits for nobody. */
  readonly confirms?: string;
  /** What is not rotated ends soon all the same, which stays drift. */
  readonly leavesOthers?: true;
  /** Somebody else writes the number as soon as a run is there. */
  readonly writes?: true;
  readonly performs: readonly string[];
  readonly gates: readonly string[];
  /** What comes to Rancher that changes something, however often certplan dies. */
  readonly sent: readonly string[];
}

const journeys: Readonly<Record<string, Journey>> = {
  RKE1: {
    scenario: "rancher-rke1",
    performs: ["rancher/rotate-all", "rancher/etcd-again"],
    gates: ["rancher/nodes-follow"],
    sent: ["POST /v3/clusters/c-fgltw"],
  },
  RKE2: {
    scenario: "rancher-rke2",
    performs: ["rancher/set-generation"],
    gates: ["rancher/serves-new"],
    sent: ["PUT /v1/provisioning.cattle.io.clusters/fleet-default/edge"],
  },
};

const dayMs = 86_400_000;

/** The rest of what can be asked of it: in `npm run crash`. */
const wider: Readonly<Record<string, Journey>> = {
  "RKE1, one service": {
    scenario: "rancher-rke1",
    line: ["services: all", "services: kube-proxy"],
    leavesOthers: true,
    performs: ["rancher/rotate-kube-proxy"],
    gates: ["rancher/nodes-follow"],
    sent: ["POST /v3/clusters/c-fgltw"],
  },
  "RKE1, a new CA": {
    scenario: "rancher-rke1",
    differs: (now) => ({
      cluster: { rke1: { leavesEnd: now + 20 * dayMs, caEnds: now + 29 * dayMs } },
      rotate: ["ca"],
      yaml: ["accept: [{ cut: rancher-ca-clients, maximum: 4h, until: 2036-12-31 }]"],
    }),
    performs: ["rancher/rotate-ca"],
    gates: ["rancher/nodes-follow", "rancher/etcd-serves-new"],
    confirms: "rancher/manual/pods",
    sent: ["POST /v3/clusters/c-fgltw"],
  },
  K3s: {
    scenario: "rancher-rke2",
    differs: (now) => ({ cluster: { v2: { runtime: "k3s", leavesEnd: now + 20 * dayMs } } }),
    performs: ["rancher/set-generation"],
    gates: ["rancher/serves-new"],
    sent: ["PUT /v1/provisioning.cattle.io.clusters/fleet-default/edge"],
  },
  "RKE2, a number that Terraform owns": {
    scenario: "rancher-rke2",
    differs: () => ({ yaml: ["generationOwner: terraform"] }),
    performs: [],
    gates: ["rancher/await-generation", "rancher/serves-new"],
    writes: true,
    sent: [],
  },
};

function momentsOf({ performs, gates }: Journey): readonly Moment[] {
  const [request = ""] = performs;
  if (!isWhole) {
    return [
      { at: "durable", record: "StepIntended", step: request },
      { at: "before", record: "StepPerformed", step: request },
    ];
  }
  const around = (record: "StepIntended" | "StepPerformed" | "GatePassed", step: string): readonly Moment[] => [
    { at: "before", record, step },
    { at: "durable", record, step },
  ];
  return [
    ...performs.flatMap((step) => [...around("StepIntended", step), ...around("StepPerformed", step)]),
    ...[...performs, ...gates].flatMap((step) => around("GatePassed", step)),
  ];
}

const settings = { runMs: 300, refreshMs: 100, unavailableMs: 100, agentPollMs: 300, machineMs: 100, probeMs: 50 };

const driven = isWhole ? { ...journeys, ...wider } : journeys;

test.each(Object.keys(driven))(
  "%s: really killed where nobody knows what became of the request, each in a lab of its own, it ends rotated once, and drift is clean",
  async (name) => {
    const journey = driven[name];
    if (journey === undefined) throw new Error(name);
    const moments = momentsOf(journey);
    await Promise.all(moments.map((moment) => killedOnce(journey, moment)));
    expect(moments.length).toBeGreaterThanOrEqual(2);
  },
  600_000,
);

/** Dies there, is started again, and goes on to the same end. */
async function killedOnce(journey: Journey, moment: Moment): Promise<void> {
  const { scenario, sent: wanted, line, confirms, writes } = journey;
  const directory = await mkdtemp(join(tmpdir(), "certplan-crash-"));
  const sent: string[] = [];
  const lab = await startScenario(scenario, {
    directory,
    ports: { ...nodePorts(), keys: pooledKeys() },
    endpoints: {},
    rancher: {
      ...journey.differs?.(Date.now()),
      settings,
      hooks: {
        onReceived: (request) => {
          if (request.method !== "GET") sent.push(lineOf(request));
          return undefined;
        },
      },
    },
  });
  const estate = join(directory, "certplan.yaml");
  if (line !== undefined) await writeFile(estate, (await readFile(estate, "utf8")).replace(...line));
  const toml = join(directory, "certplan.toml");
  await writeFile(toml, (await readFile(toml, "utf8")).replace('settle = "6s"', 'settle = "1s"'));
  const argv = ["apply", "--yes", "--only", "rancher", "--format", "jsonl"];
  const place = nameOf(moment, "step" in moment ? moment.step : undefined);
  try {
    const first = start(program, directory, argv, moment);
    if (writes === true) await writtenByOthers(lab, directory);
    const died = await first.ended;
    expect({ place, signal: died.signal }).toEqual({ place, signal: "SIGKILL" });
    const ended = await run(program, directory, argv);
    const exit = confirms === undefined ? 0 : 9;
    expect({ place, exit: ended.exitCode, err: ended.err }).toEqual({ place, exit, err: expect.anything() });
    if (confirms !== undefined) {
      expect((await run(program, directory, ["confirm", confirms, "--because", "done"])).exitCode).toBe(0);
      expect((await run(program, directory, argv)).exitCode).toBe(0);
    }
    expect({ place, sent }).toEqual({ place, sent: wanted });
    const drift = await run(program, directory, ["drift"]);
    const atRest = journey.leavesOthers === true ? { exit: 2, reason: "NearExpiry" } : { exit: 0, reason: undefined };
    const reason = /\(([A-Z]\w+)\)/.exec(drift.exitCode === 0 ? "" : drift.out)?.[1];
    expect({ place, exit: drift.exitCode, reason }, drift.out).toEqual({ place, ...atRest });
  } finally {
    await lab.close();
    await rm(directory, { recursive: true });
  }
}

/** Once a run is there somebody writes the number; nothing of it is among what certplan sent. */
async function writtenByOthers(lab: Awaited<ReturnType<typeof startScenario>>, directory: string): Promise<void> {
  const runs = join(directory, ".certplan", "runs");
  while ((await readdir(runs).catch(() => [])).length === 0) await setTimeout(20);
  const token = (await readFile(join(directory, "secrets", "rancher-token"), "utf8")).trim();
  lab.rancher?.change((state, now) => withNumber(state, token, now));
}

function withNumber(before: RancherState, token: string, now: number): RancherState {
  const path = "/v1/provisioning.cattle.io.clusters/fleet-default/edge";
  const headers = { host: "rancher.lab.test", authorization: `Bearer ${token}` };
  const read = rancherModel.step(before, { method: "GET", path, headers, body: "" }, now);
  const found = JSON.parse(read.reply?.body ?? "") as { readonly spec: { readonly rkeConfig: object } };
  const rkeConfig = { ...found.spec.rkeConfig, rotateCertificates: { generation: 1, services: [] } };
  const body = JSON.stringify({ ...found, spec: { ...found.spec, rkeConfig } });
  const { state, reply } = rancherModel.step(read.state, { method: "PUT", path, headers, body }, now);
  if (reply?.status !== 200) throw new Error(`the number was not written: ${reply?.body}`);
  return state;
}
