import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandContext, driftCommand, planCommand } from "../../../src/commands/index.ts";
import type { LabAuthority } from "../../../src/lab/authority.ts";
import { openEndpoint, openFleet } from "../../../src/lab/tls/index.ts";
import type { PlanTarget } from "../../../src/model/plan.ts";
import type { Target } from "../../../src/model/target.ts";
import { nodeClock, nodePorts } from "../../../src/ports/node/index.ts";
import { providers } from "../../../src/providers/index.ts";
import { anAuthority } from "../../lab/world.ts";

const serverName = "fleet.lab.test";
const day = 86_400_000;

/** What each kind must be found to be; the kinds stand in turn. */
const kinds = [
  ["good-ec", []],
  ["good-rsa", []],
  ["expires-soon", ["NearExpiry"]],
  ["expired", ["Expired"]],
  ["wrong-name", ["WrongName"]],
  ["unknown-ca", ["UnknownIssuer"]],
  ["missing-intermediate", ["UnknownIssuer", "MissingIntermediate"]],
] as const;

let fleet: Awaited<ReturnType<typeof openFleet>>;
let authority: LabAuthority;

beforeAll(async () => {
  const world = await anAuthority();
  authority = world.authority;
  const credentials = [];
  for (const [kind] of kinds) {
    const shown = await openEndpoint(world.mint, authority, { kind, serverName });
    await shown.close();
    if (shown.credential !== undefined) credentials.push(shown.credential);
  }
  const [first, ...rest] = credentials;
  if (first === undefined) throw new Error("no endpoint of the lab shows a certificate");
  fleet = await openFleet({ count: 1000, latencyMs: 50, clock: nodeClock(), credentials: [first, ...rest] });
});
afterAll(() => fleet.close());

function targets(): readonly Target[] {
  const policy = {
    name: "baseline",
    renewBefore: { milliseconds: 30 * day },
    finishBeforeMs: 0,
    lifetimeClasses: [],
  } as const;
  return fleet.ports.map((port, index) => ({
    name: `fleet-${index}`,
    type: "tls",
    policy,
    rotate: [],
    after: [],
    connection: { address: `127.0.0.1:${port}`, serverName, trust: { ca: authority.root.certificate } },
    options: {},
  }));
}

function codesOf({ findings }: PlanTarget): readonly string[] {
  return findings.map(({ code }) => code);
}

function context(observed: readonly Target[]): CommandContext {
  return {
    ports: nodePorts(),
    registry: providers({ systemAnchors: () => [] }),
    estate: { name: "fleet", digest: "sha256:0", targets: observed },
    settings: {
      statePath: "/nowhere/certplan",
      persistent: false,
      parallelism: 64,
      lockTimeoutMs: 0,
      graceMs: 0,
      timing: { requestTimeoutMs: 20_000, pollMs: 100 },
    },
    certplanVersion: "0.1.0",
    emit: () => undefined,
  };
}

test("1,000 endpoints of the lab are observed in one plan, each with its own verdict", async () => {
  const { plan, exitCode } = await planCommand(context(targets()), { only: [], exclude: [], rotate: [] });
  expect(exitCode).toBe(0);
  expect(plan.summary).toMatchObject({ targets: 1000, unchanged: 1000, due: 0, blocked: 0, unreadable: 0 });
  const wrong = plan.targets.filter((target, index) => {
    const [, expected = []] = kinds[index % kinds.length] ?? [];
    return codesOf(target).join() !== expected.join();
  });
  expect(wrong.map((target) => [target.name, codesOf(target)])).toEqual([]);
  const leaves = new Set(plan.targets.map(({ slots }) => slots[0]?.fingerprint));
  expect(leaves.size).toBe(kinds.length);
  expect(leaves).not.toContain(undefined);
});

test("drift of what is only observed names what explains it, not a plan that has nothing to offer", async () => {
  const { report } = await driftCommand(context(targets().slice(0, kinds.length)));
  const told = report.targets.flatMap(({ lines }) => lines.map(({ code, next }) => [code, next]));
  expect(told).toEqual(kinds.flatMap(([, codes]) => codes.map((code) => [code, `certplan explain ${code}`])));
});
