import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startScenario } from "../../src/lab/index.ts";
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

test.each(Object.keys(journeys))(
  "%s: really killed where nobody knows what became of the request, each in a lab of its own, it ends rotated once, and drift is clean",
  async (name) => {
    const journey = journeys[name];
    if (journey === undefined) throw new Error(name);
    const moments = momentsOf(journey);
    await Promise.all(moments.map((moment) => killedOnce(journey, moment)));
    expect(moments.length).toBeGreaterThanOrEqual(2);
  },
  600_000,
);

/** Dies there, is started again, and goes on to the same end. */
async function killedOnce({ scenario, sent: wanted }: Journey, moment: Moment): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-crash-"));
  const sent: string[] = [];
  const lab = await startScenario(scenario, {
    directory,
    ports: { ...nodePorts(), keys: pooledKeys() },
    endpoints: {},
    rancher: {
      settings,
      hooks: {
        onReceived: (request) => {
          if (request.method !== "GET") sent.push(lineOf(request));
          return undefined;
        },
      },
    },
  });
  const toml = join(directory, "certplan.toml");
  await writeFile(toml, (await readFile(toml, "utf8")).replace('settle = "6s"', 'settle = "1s"'));
  const argv = ["apply", "--yes", "--only", "rancher", "--format", "jsonl"];
  const place = nameOf(moment, "step" in moment ? moment.step : undefined);
  try {
    const died = await start(program, directory, argv, moment).ended;
    expect({ place, signal: died.signal }).toEqual({ place, signal: "SIGKILL" });
    const ended = await run(program, directory, argv);
    expect({ place, exit: ended.exitCode, err: ended.err }).toEqual({ place, exit: 0, err: expect.anything() });
    expect({ place, sent }).toEqual({ place, sent: wanted });
    const drift = await run(program, directory, ["drift"]);
    expect({ place, exit: drift.exitCode, out: drift.exitCode === 0 ? "" : drift.out }).toEqual({
      place,
      exit: 0,
      out: "",
    });
  } finally {
    await lab.close();
    await rm(directory, { recursive: true });
  }
}
