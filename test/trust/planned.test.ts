import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import type { Provider, Recipe } from "../../src/model/provider.ts";
import type { Slot } from "../../src/model/slot.ts";
import type { Step } from "../../src/model/step.ts";
import type { Target } from "../../src/model/target.ts";
import type { Acceptance, Cut, Effect } from "../../src/model/trust.ts";
import { buildPlan } from "../../src/planner/index.ts";
import { planText } from "../../src/report/index.ts";
import { iso } from "../../src/time/instant.ts";
import { aStyle } from "../build/style.ts";
import { anExecution } from "../engine/a-run-context.ts";
import { aStep } from "./a-step.ts";

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.UTC(2026, 10, 21, 8);

function step(name: string, after: readonly string[], effects: readonly Effect[] = []): Step {
  const made = aStep({
    id: `t/${name}`,
    after: after.map((id) => `t/${id}`),
    effects,
    gate: "wire",
    estimatedSeconds: 3600,
  });
  return { ...made, title: name };
}

const credential = { id: "new leaf", anchors: ["new"] };
const accept = step("accept", [], [{ effect: "accept", verifier: "client", anchor: "new" }]);
const change = step("switch", ["accept"], [{ effect: "present", presenter: "hub", credential }]);
const drop = step("drop", ["switch"], [{ effect: "drop", verifier: "client", anchor: "old" }]);
const overlap = [accept, change, drop];
/** The platform cannot overlap: the client is told of the new one after the switch. */
const noOverlap = [
  { ...change, after: [] },
  { ...accept, after: ["t/switch"] },
  { ...drop, after: ["t/accept"] },
];
const cut: Cut = {
  code: "toy-no-overlap",
  members: ["client"],
  fromStep: "t/switch",
  toStep: "t/accept",
  sentence: "client refuses the hub until it is told of the new leaf",
};
const accepted: Acceptance = {
  cut: "toy-no-overlap",
  maximumSeconds: 7200,
  until: "2026-12-31T23:59:59Z",
  ticket: "CHG-1",
};

interface Case {
  readonly steps: readonly Step[];
  readonly cuts?: readonly Cut[];
  readonly accept?: readonly Acceptance[];
  /** When the hub's old leaf ends. */
  readonly ends?: number;
  readonly now?: number;
  readonly finishBeforeMs?: number;
}

function planOf({ steps, cuts = [], accept: acceptances, ends = now + 30 * day, ...rest }: Case): Plan {
  const target: Target = {
    name: "t",
    type: "toy",
    policy: {
      name: "baseline",
      renewBefore: { milliseconds: 60 * day },
      finishBeforeMs: rest.finishBeforeMs ?? day,
      lifetimeClasses: [],
    },
    rotate: ["leaf"],
    after: [],
    ...(acceptances === undefined ? {} : { accept: acceptances }),
    connection: {},
    options: {},
  };
  const slot: Slot = { name: "hub", class: "leaf", notAfter: iso(ends) };
  const old = { id: "old leaf", anchors: ["old"], notAfter: iso(ends) };
  const recipe: Recipe = {
    kind: "steps",
    steps: steps.map((one) => ({ ...one, ...(one.id === "t/switch" ? { replaces: ["hub"] } : {}) })),
    world: {
      presents: { hub: old },
      accepts: { client: ["old"] },
      edges: [{ verifier: "client", presenter: "hub" }],
      notModelled: [],
    },
    cuts,
  };
  const provider: Provider = {
    type: "toy",
    explain: "",
    capabilities: { serialCalls: false, rotates: true, arrivesWithinSeconds: 0 },
    kinds: {},
    observe: async () => Promise.reject(new Error("nothing observes here")),
    cures: () => true,
    recipe: () => recipe,
    facts: async () => ({}),
    drift: () => [],
  };
  const observation = {
    system: "toy:1",
    principal: "anyone",
    complete: true,
    slots: [slot],
    findings: [],
    reasons: [],
    facts: {},
  };
  return buildPlan({
    estate: { name: "toys", digest: "sha256:toys" },
    readings: [{ target, observation }],
    registry: { toy: provider },
    selection: { only: [], exclude: [], rotate: [] },
    now: rest.now ?? now,
    certplanVersion: "0.0.0",
    lineage: "l",
    known: {},
    openRuns: {},
  });
}

const refusalsOf = (plan: Plan): readonly string[] =>
  plan.targets.flatMap(({ refusals }) => refusals.map(({ code }) => code));

describe("hard cuts", () => {
  test("a connection that a recipe breaks without saying so refuses the plan, and the words name both steps", () => {
    const plan = planOf({ steps: noOverlap });
    expect(refusalsOf(plan)).toEqual(["TrustBreaks"]);
    const text = planText(plan, aStyle({ width: 200 }));
    expect(text).toContain("if    step 1 (switch) ran while step 2 (accept) had not passed everywhere,");
    expect(text).toContain("then  hub would present new leaf,");
    expect(text).toContain("and   client, which accepts only old, would refuse it");
  });

  test("a declared cut that nothing accepts: CutNotAccepted, with the line to add", () => {
    const plan = planOf({ steps: noOverlap, cuts: [cut] });
    expect(refusalsOf(plan)).toEqual(["CutNotAccepted"]);
    expect(plan.targets[0]?.refusals[0]?.hint).toBe(
      "target t: add accept: [ { cut: toy-no-overlap, members: [client], maximum: 2h, until: 2026-11-22 } ]",
    );
  });

  test("an accepted cut is in the plan with its acceptance, and who is cut off stands in text", () => {
    const plan = planOf({ steps: noOverlap, cuts: [cut], accept: [accepted] });
    expect(refusalsOf(plan)).toEqual([]);
    expect(plan.trust).toMatchObject({
      verdict: "holds",
      proved: 0,
      cuts: [{ target: "t", connections: 1, estimatedSeconds: 7200, acceptance: accepted }],
    });
    expect(planText(plan, aStyle({ width: 200 }))).toContain(
      "cut off  client, steps 1 to 2, up to 2 h: accepted until 2026-12-31 23:59 UTC (CHG-1)",
    );
  });

  test("another acceptance is another digest; an estimate of the cut is not", () => {
    const digest = (of: Partial<Case>): string =>
      planOf({ steps: noOverlap, cuts: [cut], accept: [accepted], ...of }).digest;
    expect(digest({ accept: [{ ...accepted, ticket: "CHG-2" }] })).not.toBe(digest({}));
    expect(digest({ accept: [{ ...accepted, maximumSeconds: 9000 }] })).not.toBe(digest({}));
    expect(digest({ cuts: [{ ...cut, estimatedSeconds: 60 }] })).toBe(digest({}));
  });

  const uncovered: readonly (readonly [name: string, of: Partial<Acceptance>, code: string, line: string])[] = [
    ["for other members", { members: ["other"] }, "CutNotAccepted", "change members to [client]"],
    ["for a shorter time", { maximumSeconds: 3600 }, "CutTooLong", "change maximum to 2h"],
    ["until yesterday", { until: iso(now - day) }, "AcceptanceExpired", "change until to 2026-11-22"],
    ["until before the cut ends", { until: iso(now + hour) }, "AcceptanceExpired", "change until to 2026-11-22"],
  ];
  for (const [name, of, code, line] of uncovered) {
    test(`an acceptance ${name} does not cover it: ${code}, with the line to change`, () => {
      const plan = planOf({ steps: noOverlap, cuts: [cut], accept: [{ ...accepted, ...of }] });
      expect(refusalsOf(plan)).toEqual([code]);
      expect(plan.targets[0]?.refusals[0]?.hint).toBe(`target t, accept, cut toy-no-overlap: ${line}`);
    });
  }

  test("a break that outlasts the section is refused all the same", () => {
    const short = { ...cut, toStep: "t/switch" };
    expect(refusalsOf(planOf({ steps: noOverlap, cuts: [short], accept: [accepted] }))).toEqual(["TrustBreaks"]);
  });

  test("a cut of somebody else excuses nothing", () => {
    const other = { ...cut, members: ["somebody"] };
    expect(refusalsOf(planOf({ steps: noOverlap, cuts: [other], accept: [accepted] }))).toEqual(["TrustBreaks"]);
  });

  test("the section must be entered early enough to be over before its acceptance ends", () => {
    const until = iso(now + 5 * hour);
    const plan = planOf({ steps: noOverlap, cuts: [cut], accept: [{ ...accepted, until }] });
    expect(plan.steps[0]?.latestStart).toBe(iso(now + 3 * hour));
    expect(plan.validUntil).toBe(iso(now + 3 * hour));
  });
});

describe("dates", () => {
  test("what ends before the step that replaces it: TooLate, with the date and the line to change", () => {
    const plan = planOf({ steps: overlap, ends: now + 90 * 60_000 });
    expect(refusalsOf(plan)).toEqual(["TooLate"]);
    expect(plan.targets[0]?.refusals[0]).toMatchObject({
      sentence: "hub ends 2026-11-21T09:30:00Z, and step 2 (switch) is done about 2026-11-21T10:00:00Z at the earliest",
      hint: expect.stringContaining("policy baseline: apply soon after renewBefore begins"),
    });
    expect(plan.steps).toEqual([]);
  });

  test("what has ended already does not refuse the rotation that cures it", () => {
    const plan = planOf({ steps: overlap, ends: now - hour });
    expect(refusalsOf(plan)).toEqual([]);
    expect(plan.trust.brokenBefore).toHaveLength(1);
    expect(plan.steps.map(({ latestStart }) => latestStart)).toEqual([undefined, undefined, undefined]);
    expect(plan.validUntil).toBeUndefined();
  });

  test("inside the margin of finishBefore the plan is due, with the finding FinishesLate", () => {
    const plan = planOf({ steps: overlap, ends: now + 3 * hour });
    expect(plan.targets[0]).toMatchObject({ verdict: "due", findings: [{ code: "FinishesLate", about: "hub" }] });
    expect(planOf({ steps: overlap }).targets[0]?.findings).toEqual([]);
  });

  test("each step up to the replacement has a latest start, which is not in the digest; the drop has none", () => {
    const ends = now + 30 * day;
    const plan = planOf({ steps: overlap, ends });
    const by = ends - 5 * 60_000;
    expect(plan.steps.map(({ latestStart }) => latestStart)).toEqual([iso(by - 2 * hour), iso(by - hour), undefined]);
    expect(plan.validUntil).toBe(iso(by - 2 * hour));
    expect(plan.targets[0]).toMatchObject({
      latestStart: iso(ends - day - 2 * hour),
      estimatedFinish: iso(now + 3 * hour),
    });
    expect(planOf({ steps: overlap, ends, now: now + hour }).digest).toBe(plan.digest);
  });

  test("a performing step after its latest start is refused with TooLate, and nothing is sent", async () => {
    let sent = 0;
    const kind = {
      version: 1,
      explain: "",
      perform: async () => ({ sent: (sent += 1) }),
      probe: async () => ({ outcome: "not-done" as const, sentence: "" }),
    };
    const late = anExecution([{ id: "t/work", latestStart: iso(-60_000) }], { work: kind });
    await expect(late.run()).rejects.toMatchObject({ error: { code: "TooLate", kind: "refused" } });
    expect(sent).toBe(0);
    expect(late.journal).toEqual([]);
    await anExecution([{ id: "t/work", latestStart: iso(60_000) }], { work: kind }).run();
    expect(sent).toBe(1);
  });
});
