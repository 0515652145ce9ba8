import { expect, test } from "vitest";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { Provider } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { Estate } from "../../src/model/target.ts";
import { type CaMove, caMoves } from "../../src/providers/opsman/ca-moves.ts";
import { caPlanOf, caSteps } from "../../src/providers/opsman/ca-recipe.ts";
import { opsmanProvider } from "../../src/providers/opsman/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { type CaSimOptions, caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, commandIn } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";

/** The provider with another order, which proves nothing: what the proof refuses is done here, to see what it does. */
function unproved(moves: readonly CaMove[]): Provider {
  return {
    ...opsmanProvider,
    recipe: (input) => ({
      ...caSteps(caPlanOf(input), moves),
      world: { presents: {}, accepts: {}, edges: [], notModelled: [] },
    }),
  };
}

interface Trial {
  readonly moves: readonly CaMove[];
  /** The apply, counted from 1, that fails at the last product; 0: none. */
  readonly failing: number;
  /** The errand that reaches service instances is not run. */
  readonly errandMissing?: boolean;
}

/** Everything that was ever broken while these moves were made on a foundation without safety checks. */
async function harmOf({ moves, failing, errandMissing = false }: Trial): Promise<readonly string[]> {
  const seen = new Set<string>();
  const start = await caWorld({ foundation: { serviceInstances: true, settings: { safetyChecks: "none" } } });
  const world = new World(start, {
    afterEvent: (_event, at) => {
      at.servers = at.servers.map((server) => {
        const state = server.state as OpsmanState;
        const isNext = failing > 0 && state.installations.length === failing && state.nextFailsAt === undefined;
        return isNext ? { ...server, state: { ...state, nextFailsAt: state.products.at(-1)?.guid ?? "" } } : server;
      });
      for (const server of at.servers)
        for (const line of server.model.broken(server.state, at.now)) seen.add(line.replace(/-[0-9a-f-]{20,}/g, ""));
    },
  });
  const estate = caEstate(errandMissing ? {} : withErrand);
  const { context, events } = commandIn(world, world.spawn("certplan"), { estate });
  await finish(world, apply({ context: { ...context, registry: { opsman: unproved(moves) } }, events }));
  return [...seen];
}

function without(...moves: readonly CaMove[]): readonly CaMove[] {
  return caMoves.filter((move) => !moves.includes(move));
}

/** What the proof or the plan refuses, and who then really refuses whom. */
const mutants: Readonly<Record<string, { readonly trial: Trial; readonly harm: RegExp }>> = {
  "the first apply left out": {
    trial: { moves: without("apply-trust", "instances-trust"), failing: 1 },
    harm: /^agents of p\.mysql refuse the Director$/,
  },
  "activate and regenerate before the first apply": {
    trial: { moves: ["generate-ca", "activate-ca", "regenerate-leaves", "apply-trust"], failing: 1 },
    harm: /^agents of p\.mysql refuse the Director$/,
  },
  "regenerate left out": {
    trial: { moves: without("regenerate-leaves", "no-old-leaf"), failing: 0 },
    harm: /^p-bosh refuses cf \.properties\.router_backend_tls$/,
  },
  "delete before the leaves have moved": {
    trial: { moves: ["generate-ca", "apply-trust", "activate-ca", "delete-ca", "apply-drop"], failing: 0 },
    harm: /^p-bosh refuses cf \.properties\.router_backend_tls$/,
  },
  "the errand of the service instances missing": {
    trial: { moves: caMoves, failing: 0, errandMissing: true },
    harm: /^service-instance\w* refuses cf /,
  },
};

for (const [name, { trial, harm }] of Object.entries(mutants)) {
  test(`a wrong order that is refused really breaks a deployment: ${name}`, async () => {
    expect(await harmOf(trial)).toContainEqual(expect.stringMatching(harm));
  });
}

test.each([0, 1, 2, 3])("the right order breaks none, with the apply that fails being %d", async (failing) => {
  expect(await harmOf({ moves: caMoves, failing })).toEqual([]);
});

/** The whole recipe without steps of these kinds, which proves nothing. */
function leavingOut(kinds: readonly string[]): Provider {
  return {
    ...opsmanProvider,
    recipe: (input) => {
      const made = caSteps(caPlanOf(input), caMoves);
      const steps = made.steps
        .filter(({ kind }) => !kinds.includes(kind))
        .map(({ assumes: { recreatesVms: _flag, ...assumes }, ...step }, index, all): Step => {
          const before = all[index - 1];
          return { ...step, assumes, after: before === undefined ? [] : [before.id] };
        });
      return { kind: "steps", steps, world: { presents: {}, accepts: {}, edges: [], notModelled: [] } };
    },
  };
}

async function harmWithout(
  kinds: readonly string[],
  options: CaSimOptions,
  estate: Estate,
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const world = new World(await caWorld(options), {
    afterEvent: (_event, at) => {
      for (const { model, state } of at.servers) for (const line of model.broken(state, at.now)) seen.add(line);
    },
  });
  const { context, events } = commandIn(world, world.spawn("certplan"), { estate });
  await finish(world, apply({ context: { ...context, registry: { opsman: leavingOut(kinds) } }, events }));
  return [...seen].map((line) => line.replace(/-[0-9a-f-]{20,}/g, ""));
}

test("VMs that are not recreated where they must be really lose the Director", async () => {
  const foundation = { settings: { version: "2.8.20" } };
  const harm = await harmWithout(["opsman.set-recreate"], { foundation }, caEstate());
  expect(harm).toContainEqual(expect.stringMatching(/agents of .* refuse the Director/));
});

test("a configurable leaf that stays under the old root is really refused once that is gone", async () => {
  const kinds = ["certplan.issue-leaf", "opsman.replace-leaf", "opsman.leaf-deployed"];
  const foundation = { configurable: await pastedLeaf("mysql.example.com") };
  const harm = await harmWithout(kinds, { foundation }, caEstate());
  expect(harm).toContainEqual(expect.stringMatching(/refuses p\.mysql \.properties\.tls/));
});
