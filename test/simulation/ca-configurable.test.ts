import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import type { World } from "../../src/simulation/world.ts";
import {
  afterLostState,
  applyIn,
  commandOf,
  expectApplied,
  expectAtRest,
  expectNoKey,
  expectRotated,
  expectSameEndAfterKills,
  idsOf,
  plannedIn,
  requestsTo,
  watchedWorld,
} from "../build/ca-run.ts";
import { type CaSimOptions, caEstate, caWorld } from "../build/opsman-ca-world.ts";
import { drift, opsmanOf } from "../build/opsman-world.ts";
import { leafForAll, pastedLeaf } from "../build/pasted.ts";

const collection = ".properties.networking_poe_ssl_certs";

async function pasted(ends?: number): Promise<CaSimOptions> {
  return {
    foundation: {
      configurable: await pastedLeaf("mysql.example.com", ends),
      collection: [
        { name: "public", ...(await pastedLeaf("www.example.com")), ca: "elsewhere" },
        { name: "wildcard", ...(await pastedLeaf("*.apps.example.com", ends)) },
      ],
    },
  };
}

const replacing: JsonObject = {
  configurable: [
    {
      product: "cf",
      property: collection,
      element: "wildcard",
      issuer: "lab",
      sans: ["*.apps.example.com", "*.sys.example.com"],
    },
    { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
  ],
};

function withLab(estate: Estate): Estate {
  const issuers = { lab: { type: "local-ca", directory: "/estate/ca" } } as const;
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, issuers })) };
}

const estate = withLab(caEstate(replacing));

async function driftCodes(world: World, of: Estate): Promise<readonly string[]> {
  const { report } = await finish(world, drift(commandOf(world, of)));
  return report.targets.flatMap(({ lines }) => lines.map(({ code, about }) => `${code} ${about ?? ""}`.trim()));
}

test("each configurable leaf under the old root needs a line: refused with the lines to add", async () => {
  const world = await watchedWorld(await pasted());
  const [refusal] = (await plannedIn(world, caEstate())).targets[0]?.refusals ?? [];
  expect(refusal?.code).toBe("OpsmanConfigurableLeaves");
  expect(refusal?.sentence).toContain("cf .properties.networking_poe_ssl_certs wildcard, p.mysql .properties.tls");
  expect(refusal?.hint).toContain(
    "configurable:\n  - { product: cf, property: .properties.networking_poe_ssl_certs, element: wildcard, issuer: NAME, sans: [...] }",
  );
});

test("those with an issuer are replaced between activate and regenerate, elements of a collection by name", async () => {
  const world = await watchedWorld(await pasted());
  const plan = await plannedIn(world, estate);
  expect(plan.targets[0]?.refusals).toEqual([]);
  expect(plan.trust.verdict).toBe("holds");
  const ids = idsOf(plan);
  expect(ids.slice(ids.indexOf("activate-ca"))).toEqual([
    "activate-ca",
    "is-active",
    "issue-leaf/cf/networking_poe_ssl_certs/wildcard",
    "issue-leaf/p.mysql/tls",
    "replace-leaf/cf/networking_poe_ssl_certs/wildcard",
    "replace-leaf/p.mysql/tls",
    "regenerate-leaves",
    "apply-switch",
    "leaf-deployed/cf/networking_poe_ssl_certs/wildcard",
    "leaf-deployed/p.mysql/tls",
    "no-old-leaf",
    "delete-ca",
    "apply-drop",
    "verify-ca",
  ]);
  await expectApplied(world, estate);
  await expectRotated(world, estate);
  const leaves = opsmanOf(world).leaves.filter(({ configurable }) => configurable === true);
  expect(leaves.map(({ element, deployed }) => [element?.name ?? "single", deployed.ca, deployed.generation])).toEqual(
    expect.arrayContaining([
      ["public", "elsewhere", 1],
      ["wildcard", "elsewhere", 2],
      ["single", "elsewhere", 2],
    ]),
  );
});

test("no private key stands in an event, a plan or a journal", async () => {
  const world = await watchedWorld(await pasted());
  const { events } = await expectApplied(world, estate);
  expectNoKey(world, JSON.stringify(events));
});

test("one that is kept stands in the plan as not rotated, with why and its end", async () => {
  const kept = withLab(
    caEstate({
      configurable: [
        { product: "cf", property: collection, keep: "public CA, not this root" },
        { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
      ],
    }),
  );
  const world = await watchedWorld(await pasted());
  const plan = await plannedIn(world, kept);
  const told = plan.targets[0]?.findings
    .filter(({ code }) => code === "OpsmanLeafKept")
    .map(({ sentence }) => sentence);
  expect(told).toEqual([
    expect.stringMatching(/^cf .* public is not rotated: public CA, not this root; it ends 20\d\d-/),
    expect.stringMatching(/^cf .* wildcard is not rotated: public CA, not this root; it ends 20\d\d-/),
  ]);
  expect(idsOf(plan).filter((id) => id.startsWith("issue-leaf"))).toEqual(["issue-leaf/p.mysql/tls"]);
});

test("staged leaves show as changes of their products, and the run goes on", async () => {
  const options = await pasted();
  const settings = { pendingAfterStaging: true };
  const world = await watchedWorld({ foundation: { ...options.foundation, settings } });
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

test("a change that somebody stages in the same product beside it stops the run", async () => {
  const options = await pasted();
  const world = await watchedWorld(options, {
    hooks: {
      afterEvent: (_event, at) => {
        const state = opsmanOf(at);
        if (!state.leaves.some(({ configurable, staged }) => configurable === true && staged !== undefined)) return;
        const [director] = state.products;
        const pending = [{ guid: director?.guid ?? "", action: "update" as const }, ...state.pending.slice(-1)];
        at.servers = at.servers.map((server) => ({ ...server, state: { ...state, pending } }));
      },
    },
  });
  const { result, command } = await applyIn(world, estate);
  expect(result.exitCode).toBe(7);
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({ code: "WorldMoved" });
  expect(requestsTo(world, "POST /api/v0/installations")).toBe(1);
});

test("procedure C: a configurable leaf that is due alone is put and applied, without touching anything else", async () => {
  const options = { ...(await pasted(20)), rootEnds: 1000 };
  const world = await watchedWorld(options);
  const leaves = withLab(caEstate(replacing, ["leaves"]));
  const plan = await plannedIn(world, leaves);
  expect(idsOf(plan)).toEqual([
    "issue-leaf/cf/networking_poe_ssl_certs/wildcard",
    "issue-leaf/p.mysql/tls",
    "replace-leaf/cf/networking_poe_ssl_certs/wildcard",
    "replace-leaf/p.mysql/tls",
    "apply-changes",
    "verify-leaves",
    "leaf-deployed/cf/networking_poe_ssl_certs/wildcard",
    "leaf-deployed/p.mysql/tls",
  ]);
  await expectApplied(world, leaves);
  await expectAtRest(world, leaves);
});

test("drift: dates of configurable leaves; one that the estate gives no issuer is a finding, not curable here", async () => {
  const options = { ...(await pasted(20)), rootEnds: 1000 };
  const world = await watchedWorld(options);
  const leaves = caEstate({}, ["leaves"]);
  const plan = await plannedIn(world, leaves);
  expect(plan.summary.due).toBe(0);
  const told = plan.targets[0]?.findings.filter(({ code }) => code === "NearExpiry") ?? [];
  expect(told.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/configurable:cf:.*\[wildcard\] ends .*\(not curable here\)/),
    expect.stringMatching(/configurable:p\.mysql:\.properties\.tls ends .*\(not curable here\)/),
  ]);
  expect(await driftCodes(world, leaves)).toEqual([
    "NearExpiry configurable:cf:.properties.networking_poe_ssl_certs[wildcard]",
    "NearExpiry configurable:p.mysql:.properties.tls",
  ]);
});

/** One certificate that people made, for all names: the same bytes whenever it is asked for. */
async function withFiles(of: Estate): Promise<Estate> {
  const certificatePem = await leafForAll(["mysql.example.com", "*.apps.example.com", "*.sys.example.com"]);
  const lab = { type: "files", certificatePem, key: { env: "LEAF_KEY" } } as const;
  return { ...of, targets: of.targets.map((target) => ({ ...target, issuers: { lab } })) };
}

test("killed at any moment, the same leaves are put, each once", async () => {
  const start = await caWorld(await pasted());
  expect(await expectSameEndAfterKills(start, await withFiles(estate))).toBeGreaterThan(20);
});

test("killed at any moment, leaves that are issued on the way end the same", async () => {
  expect(await expectSameEndAfterKills(await caWorld(await pasted()), estate, { sampled: true })).toBeGreaterThan(20);
});

test("with the state lost at any moment, what was put is put again or gone on with", async () => {
  const foundation = { ...(await pasted()).foundation, settings: { version: "3.0.25" } };
  const { same, blocked } = await afterLostState(await caWorld({ foundation }), estate);
  expect(same).toBeGreaterThan(8);
  expect(blocked).toEqual([]);
});
