import { expect, test } from "vitest";
import type { LabRequest } from "../../src/lab/model.ts";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { DriftReport } from "../../src/model/drift.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { type CaSimOptions, caEstate, caPem, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, commandIn, day, drift, opsmanOf, plan, start } from "../build/opsman-world.ts";

/** Everything that a whole rotation of the CA sends. */
async function sentBy(options: CaSimOptions): Promise<readonly LabRequest[]> {
  const sent: LabRequest[] = [];
  const world = new World(await caWorld(options), {
    fault: (request) => {
      sent.push(request);
      return undefined;
    },
  });
  const command = commandIn(world, world.spawn("certplan"), { estate: caEstate(withErrand) });
  expect(await finish(world, apply(command)), JSON.stringify(command.events.at(-1))).toMatchObject({ exitCode: 0 });
  expect(opsmanOf(world).cas.length).toBe(1);
  return sent;
}

const whole: CaSimOptions = { foundation: { serviceInstances: true, credhub: true } };

test("no request of a whole rotation asks to skip the safety checks [refused: skipping safety checks]", async () => {
  const sent = await sentBy(whole);
  expect(sent.filter(({ method }) => method !== "GET").length).toBeGreaterThan(6);
  expect(sent.filter(({ path, body }) => `${path} ${body}`.includes("skip_safety_check"))).toEqual([]);
});

test("no request of a whole rotation selects some of the products [refused: subset of products]", async () => {
  const applies = (await sentBy(whole)).filter(
    ({ method, path }) => method === "POST" && path.endsWith("/installations"),
  );
  expect(applies.map(({ body }) => JSON.parse(body).deploy_products)).toEqual(["all", "all", "all"]);
});

test.each([
  [90_000, "89 s ahead of"],
  [-3_600_000, "3599 s behind"],
])(
  "a platform whose clock is %d ms from ours: nothing is planned, and the difference is told [refused: clock skew]",
  async (clockSkewMs, words) => {
    const world = new World(await caWorld({ foundation: { settings: { clockSkewMs } } }));
    const { plan: made } = await finish(world, plan(commandIn(world, world.spawn("plan"), { estate: caEstate() })));
    expect(made.targets[0]?.refusals.map(({ code }) => code)).toEqual(["OpsmanClockSkew"]);
    expect(made.targets[0]?.refusals[0]?.sentence).toContain(`its clock is at least ${words} ours`);
  },
);

test("half a minute between the clocks is not told, and the rotation ends", async () => {
  const world = new World(await caWorld({ foundation: { settings: { clockSkewMs: -30_000 } } }));
  const command = commandIn(world, world.spawn("certplan"), { estate: caEstate() });
  expect(await finish(world, apply(command)), JSON.stringify(command.events.at(-1))).toMatchObject({ exitCode: 0 });
});

async function driftIn(world: World): Promise<{ readonly exitCode: number; readonly report: DriftReport }> {
  const command = commandIn(world, world.spawn("drift"), { estate: caEstate() });
  return finish(world, drift(command));
}

function linesOf(report: DriftReport): readonly string[] {
  return report.targets.flatMap((target) => target.lines).map((line) => `${line.code} ${line.about ?? ""}`.trim());
}

function change(world: World, by: (state: OpsmanState) => OpsmanState): void {
  world.servers = world.servers.map((server) => ({ ...server, state: by(server.state as OpsmanState) }));
}

test("drift: a listing that answers 500 is unknown and not clean, and nothing is planned from it [drift: 500 is unknown]", async () => {
  const world = new World(await caWorld({ rootEnds: 1000, change: (state) => ({ ...state, listingFails: true }) }));
  const drifted = await driftIn(world);
  expect(drifted.exitCode).toBe(5);
  expect(drifted.report.targets[0]?.unreadable?.code).toBe("PlatformUnreachable");
  const planned = await finish(world, plan(commandIn(world, world.spawn("plan"), { estate: caEstate() })));
  expect(planned.plan).toMatchObject({ steps: [], targets: [{ verdict: "unreadable" }] });
  change(world, ({ listingFails: _fails, ...state }) => state);
  expect((await driftIn(world)).exitCode).toBe(0);
});

test("drift: once the root has ended nothing is listed, which is an alarm [drift: empty list with products]", async () => {
  const world = new World(await caWorld({ rootEnds: -1 }));
  const { exitCode, report } = await driftIn(world);
  expect([exitCode, linesOf(report)]).toEqual([2, expect.arrayContaining(["OpsmanEmptyListing"])]);
});

test("drift: a NATS CA that ends soon beside a root that does not [drift: NATS dates]", async () => {
  const root = { from: start - 700 * day, to: start + 760 * day };
  const nats = { from: start - 700 * day, to: start + 30 * day };
  const foundation = {
    settings: { version: "3.2.1" },
    root: {
      pem: await caPem(1, root),
      notBefore: root.from,
      notAfter: root.to,
      natsPem: await caPem(6, nats),
      natsNotAfter: nats.to,
    },
  };
  const { exitCode, report } = await driftIn(new World(await caWorld({ foundation })));
  expect([exitCode, linesOf(report)]).toEqual([2, ["NearExpiry"]]);
  expect(report.targets[0]?.lines[0]?.sentence).toContain("nats:f7bc18f34f2a7a9403c3");
});

test("drift: a configurable leaf that ends soon [drift: configurable dates]", async () => {
  const dates = { from: start - 300 * day, to: start + 30 * day };
  const pasted = { pem: await caPem(7, dates), validFrom: dates.from, validUntil: dates.to, ca: "elsewhere" as const };
  const foundation = { collection: [{ name: "wildcard", ...pasted }] };
  const { exitCode, report } = await driftIn(new World(await caWorld({ rootEnds: 1000, foundation })));
  expect(exitCode).toBe(2);
  expect(linesOf(report)).toContainEqual(expect.stringMatching(/^NearExpiry .*networking_poe_ssl_certs/));
});
