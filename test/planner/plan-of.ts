import { type EstateLoader, estateLoader, type TargetType } from "../../src/estate/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Observation, Provider, Recipe } from "../../src/model/provider.ts";
import type { Slot } from "../../src/model/slot.ts";
import type { Step } from "../../src/model/step.ts";
import type { Estate } from "../../src/model/target.ts";
import type { Cut, Effect } from "../../src/model/trust.ts";
import { buildPlan } from "../../src/planner/index.ts";
import { iso } from "../../src/time/instant.ts";
import { aStep } from "../trust/a-step.ts";

export const now: number = Date.UTC(2026, 10, 21, 8);
export const hour = 3_600_000;
export const day: number = 24 * hour;

const common = "../common.schema.json#/$defs";

/** A type that rotates one hub, which its clients are cut off from meanwhile. */
const hubType: TargetType = {
  type: "hub",
  schema: {
    type: "object",
    required: ["name", "type"],
    additionalProperties: false,
    properties: {
      name: { $ref: `${common}/name` },
      type: { const: "hub" },
      policy: { $ref: `${common}/name` },
      rotate: { type: "array" },
      accept: { $ref: `${common}/accept` },
      waive: { $ref: `${common}/waive` },
      replace: { $ref: `${common}/replace` },
      consumers: { $ref: `${common}/consumers` },
    },
  },
  cuts: ["hub-no-overlap"],
  anchors: ["hub-ca"],
  outputs: [],
  read: () => Promise.resolve({ connection: {}, options: {} }),
};

const load: EstateLoader = await estateLoader([hubType]);

/** Loads a YAML text as `certplan.yaml`. */
export function hubEstate(text: string): Promise<Estate> {
  return load([{ name: "certplan.yaml", text }], () => Promise.resolve(undefined));
}

/** What is live, as a test wants it. */
export interface Live {
  /** When the hub's leaf ends; 30 days from now if absent. */
  readonly ends?: number;
  readonly observation?: Partial<Observation>;
  readonly cures?: boolean;
  readonly now?: number;
}

const credential = { id: "new leaf", anchors: ["new"] };
const cut: Cut = {
  code: "hub-no-overlap",
  members: ["client"],
  fromStep: "h/switch",
  toStep: "h/accept",
  sentence: "client refuses the hub until it is told of the new leaf",
};

/** The plan of an estate with one hub: switch in an hour, and in another tell the client, which is cut off meanwhile. */
export function hubPlan(estate: Estate, live: Live = {}): Plan {
  return buildPlan({
    estate,
    readings: estate.targets.map((target) => ({ target, observation: observationOf(live) })),
    registry: { hub: providerOf(live) },
    selection: { only: [], exclude: [], rotate: [] },
    now: live.now ?? now,
    certplanVersion: "0.0.0",
    lineage: "l",
    known: {},
    openRuns: {},
  });
}

function observationOf({ ends = now + 30 * day, observation = {} }: Live): Observation {
  const slot: Slot = { name: "hub", class: "leaf", notAfter: iso(ends) };
  const empty = { findings: [], reasons: [], facts: {} };
  return { system: "hub:1", principal: "anyone", complete: true, slots: [slot], ...empty, ...observation };
}

export function providerOf(live: Live): Provider {
  return {
    type: "hub",
    explain: "",
    capabilities: { serialCalls: false, rotates: true, arrivesWithinSeconds: 0, outsiders: { ca: ["hub-ca"] } },
    kinds: {},
    observe: () => Promise.reject(new Error("nothing observes here")),
    cures: () => live.cures ?? true,
    recipe: () => recipeOf(live),
    facts: () => Promise.resolve({}),
    drift: () => [],
  };
}

function recipeOf({ ends = now + 30 * day }: Live): Recipe {
  const change = step("switch", [], [{ effect: "present", presenter: "hub", credential }]);
  return {
    kind: "steps",
    steps: [
      { ...change, replaces: ["hub"] },
      step("accept", ["h/switch"], [{ effect: "accept", verifier: "client", anchor: "new" }]),
    ],
    world: {
      presents: { hub: { id: "old leaf", anchors: ["old"], notAfter: iso(ends) } },
      accepts: { client: ["old"] },
      edges: [{ verifier: "client", presenter: "hub" }],
      notModelled: [],
    },
    cuts: [cut],
  };
}

function step(name: string, after: readonly string[], effects: readonly Effect[]): Step {
  return { ...aStep({ id: `h/${name}`, after, effects, gate: "wire", estimatedSeconds: 3600 }), title: name };
}
