import { describe, expect, test } from "vitest";
import type { LabRequest } from "../../../src/lab/model.ts";
import { canonicalForm } from "../../../src/model/digest.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { readFile } from "../../../src/simulation/disk.ts";
import { type ArrivalFault, World } from "../../../src/simulation/world.ts";
import { isExtended } from "../../build/kills.ts";
import {
  apply,
  changeRancher,
  commandIn,
  plan,
  type RancherSim,
  rancherOf,
  rancherWorld,
  token,
} from "../../build/rancher-world.ts";
import { formsOf } from "../../secrets/canary.ts";
import { applied, asOthers, type Bench, benchOf, planned, terraformWrites } from "./run-of.ts";

const cases: Readonly<Record<string, RancherSim>> = {
  RKE1: { pollMs: 600_000 },
  RKE2: { pollMs: 600_000, cluster: "fleet-default/edge" },
};

function lineOf({ method, path }: LabRequest): string {
  return `${method} ${path.split("?")[0]}`;
}

function endOf(world: World): unknown {
  world.advance(world.now + 3_600_000);
  const [server] = world.servers;
  const twice = Object.entries(server?.model.effects(server.state) ?? {}).filter(([, count]) => count > 1);
  return [canonicalForm(server?.model.canonical(server.state)), twice];
}

describe("a call that fails", () => {
  for (const fault of ["lost-reply", "lost-request", "server-error"] as const) {
    test.each(Object.keys(cases))(
      `${fault} at each kind of call of %s: the same end within 3 applies, and nothing twice`,
      async (name) => {
        const sim = cases[name] ?? {};
        const begin = await rancherWorld(sim);
        const alone = new World(begin);
        expect(await finish(alone, apply(commandIn(alone, alone.spawn("certplan"), sim)))).toMatchObject({
          exitCode: 0,
        });
        const calls = alone.arrived.map(({ line }, index) => ({
          line,
          occurrence: alone.arrived.slice(0, index).filter((other) => other.line === line).length,
        }));
        const end = endOf(alone);
        const struck = isExtended ? calls : calls.filter(({ line }) => !line.startsWith("GET "));
        for (const call of struck) {
          const world = new World(begin, {
            fault: (request, occurrence): ArrivalFault =>
              lineOf(request) === call.line && occurrence === call.occurrence ? fault : undefined,
          });
          const told: number[] = [];
          while (told.length < 3 && told.at(-1) !== 0)
            told.push((await finish(world, apply(commandIn(world, world.spawn("certplan"), sim)))).exitCode);
          const at = `${fault} at ${call.line} #${call.occurrence}`;
          expect([told.at(-1), told.filter((code) => ![0, 5, 9].includes(code))], at).toEqual([0, []]);
          expect(endOf(world), at).toEqual(end);
        }
        expect(struck.length).toBeGreaterThan(0);
      },
    );
  }

  test("a conflict of Kubernetes that Rancher does not try again is sent again, once it is known that nothing came of it", async () => {
    const bench = await benchOf({
      change: (state) => ({ ...state, rke1: state.rke1.map((one) => ({ ...one, conflictsNext: true })) }),
    });
    expect((await applied(bench)).result.exitCode).toBe(0);
    expect(rancherOf(bench.world).rke1[0]?.runs).toBe(1);
  });

  test("an object that a controller writes meanwhile is read again and written again", async () => {
    const sim: RancherSim = { cluster: "fleet-default/edge" };
    let moved = 0;
    const world = new World(await rancherWorld(sim), {
      beforeEvent: (event, at) => {
        if (!event.label.startsWith("arrive PUT") || moved > 1) return;
        moved += 1;
        changeRancher(at, (state) => ({
          ...state,
          v2: state.v2.map((one) => ({ ...one, resourceVersion: one.resourceVersion + 1 })),
        }));
      },
    });
    const command = commandIn(world, world.spawn("certplan"), sim);
    expect((await finish(world, apply(command))).exitCode).toBe(0);
    expect([moved, world.arrived.filter(({ line }) => line.startsWith("PUT")).length]).toEqual([2, 3]);
  });
});

describe("after a verification that failed", () => {
  const unreachable: RancherSim = {
    change: (state) => ({
      ...state,
      rke1: state.rke1.map((one) => ({ ...one, fault: { kind: "unreachable", host: "10.2.0.12" } })),
    }),
  };

  test("the cause is mended, Rancher's own retry succeeds, and the same run goes on to its end with no second request", async () => {
    const bench = await benchOf(unreachable);
    expect((await applied(bench)).result.exitCode).toBe(10);
    expect((await planned(bench)).targets[0]?.reasons).toMatchObject([{ code: "OpenRun" }]);
    changeRancher(bench.world, (state) => ({ ...state, rke1: state.rke1.map(({ fault: _fault, ...one }) => one) }));
    bench.world.advance(bench.world.now + 3_600_000);
    expect((await applied(bench)).result.exitCode).toBe(0);
    expect(bench.world.arrived.filter(({ line }) => line.startsWith("POST"))).toHaveLength(1);
    expect((await planned(bench)).summary).toMatchObject({ due: 0 });
  });

  test("while Rancher still tries, the rest is not planned: its plan says how to stop the retries", async () => {
    const bench = await benchOf(unreachable);
    const one = bench.command();
    const { exitCode } = await finish(bench.world, apply(one));
    const run = one.events.find(({ event }) => event === "RunOpened");
    const rest = await finish(
      bench.world,
      plan(bench.command(), { continueRun: run !== undefined && "run" in run ? run.run : "" }),
    );
    expect([exitCode, rest.plan.targets[0]?.refusals.map(({ code }) => code)]).toEqual([10, ["RancherRetryLoop"]]);
  });
});

/** What somebody does between the plan and its apply. */
const moves: Readonly<
  Record<string, { readonly sim: RancherSim; readonly by: (bench: Bench) => void; readonly exits: readonly number[] }>
> = {
  "a node of RKE1 joins": {
    sim: {},
    by: ({ world }) =>
      changeRancher(world, (state) => ({
        ...state,
        rke1: state.rke1.map((one) => ({
          ...one,
          nodes: [
            ...one.nodes,
            ...one.nodes.slice(-1).map((node) => ({ ...node, id: "c-fgltw:m-new", name: "worker-9" })),
          ],
        })),
      })),
    exits: [7],
  },
  "somebody asks for a rotation of RKE1": {
    sim: {},
    by: (bench) => void asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {}),
    exits: [7, 8],
  },
  "somebody has rotated RKE1, and it is over": {
    sim: {},
    by: (bench) => {
      asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
      bench.world.advance(bench.world.now + 3_600_000);
    },
    exits: [7],
  },
  "somebody writes the number of RKE2": {
    sim: { cluster: "fleet-default/edge" },
    by: (bench) => terraformWrites(bench, { generation: 5, services: [] }),
    exits: [7, 8],
  },
};

describe("a world that moves between the plan and its apply", () => {
  test.each(Object.keys(moves))("%s: nothing is sent", async (name) => {
    const { sim, by, exits } = moves[name] ?? { sim: {}, by: () => undefined, exits: [] };
    const bench = await benchOf(sim);
    const plan = await planned(bench);
    by(bench);
    const result = await finish(bench.world, apply(bench.command(), { plan }));
    expect(exits).toContain(result.exitCode);
    expect(bench.world.arrived.filter(({ line }) => !line.startsWith("GET "))).toEqual([]);
  });
});

test("the token stands in nothing that is written or told, in no form", async () => {
  const bench = await benchOf();
  const { text } = await applied(bench);
  const plan = JSON.stringify(await planned(bench, ["rke"]));
  const written = [...bench.world.disk.names.keys()].map((path) =>
    new TextDecoder().decode(readFile(bench.world.disk, path) ?? new Uint8Array()),
  );
  const all = [text, plan, ...written].join("\n");
  const forms = formsOf({ name: "token", value: token });
  expect(forms.filter((form) => Buffer.from(all).includes(form))).toEqual([]);
});
