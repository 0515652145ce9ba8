import { expect, test } from "vitest";
import type { Credential, Edge, TrustWorld } from "../../src/model/trust.ts";
import { iso } from "../../src/time/instant.ts";
import { examine, latestStarts, prove, scheduleOf } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import type { OracleStep } from "./oracle.ts";

const now = Date.UTC(2026, 10, 21, 8);
const minute = 60_000;
const hour = 60 * minute;

/** Accept in an hour, switch in another. */
function steps(fresh: Partial<Credential> = {}): readonly OracleStep[] {
  const accept = { effect: "accept", verifier: "v", anchor: "new" } as const;
  const present = {
    effect: "present",
    presenter: "p",
    credential: { id: "new leaf", anchors: ["new"], ...fresh },
  } as const;
  return [
    { id: "accept", after: [], effects: [accept], gate: "wire", estimatedSeconds: 3600 },
    { id: "switch", after: ["accept"], effects: [present], gate: "wire", estimatedSeconds: 3600 },
  ];
}

function world(old: Partial<Credential>, edge: Partial<Edge> = {}): TrustWorld {
  return {
    presents: { p: { id: "old leaf", anchors: ["old"], ...old } },
    accepts: { v: ["old"] },
    edges: [{ verifier: "v", presenter: "p", ...edge }],
    notModelled: [],
  };
}

function proofOf(of: readonly OracleStep[], at: TrustWorld): ReturnType<typeof prove> {
  const made = of.map(aStep);
  return prove(made, at, { schedule: scheduleOf(made, { now }) });
}

test("a leaf that ends five minutes after the estimate of its replacement is in time, a second sooner is not", () => {
  const ends = now + 2 * hour + 5 * minute;
  expect(proofOf(steps(), world({ notAfter: iso(ends) })).verdict).toBe("holds");
  const late = proofOf(steps(), world({ notAfter: iso(ends - 1_000) }));
  expect(late.verdict).toBe("breaks");
  expect(late.breaks[0]).toMatchObject({
    shows: "old leaf",
    dates: { notAfter: iso(ends - 1_000), shownUntil: iso(now + 2 * hour), replacedBy: "switch" },
    trace: [{ step: "switch", progress: "started" }],
  });
});

test("a leaf that has ended already, and that the steps replace, is reported and refuses nothing", () => {
  const proof = proofOf(steps(), world({ notAfter: iso(now - hour) }));
  expect(proof).toMatchObject({ verdict: "holds", proved: 0, brokenBefore: [{ verifier: "v", presenter: "p" }] });
});

test("a leaf that has ended already, and that nothing replaces, must hold at the end and does not", () => {
  const proof = proofOf(steps().slice(0, 1), world({ notAfter: iso(now - hour) }));
  expect(proof.verdict).toBe("breaks");
});

test("with no step at all an ended leaf breaks its connection, and no step is at fault", () => {
  const [found] = proofOf([], world({ notAfter: iso(now - hour) })).breaks;
  expect(found).toMatchObject({ shows: "old leaf", trace: [], dates: { shownUntil: iso(now) } });
});

test("an ended leaf is no excuse for an order of steps that breaks its connection", () => {
  const early = steps().map((step) => ({ ...step, after: [] }));
  expect(proofOf(early, world({ notAfter: iso(now - hour) })).breaks[0]).toMatchObject({ shows: "new leaf" });
});

test("a new certificate is presented only when its notBefore is past by five minutes [refused: notBefore in the future]", () => {
  expect(proofOf(steps({ notBefore: iso(now - 5 * minute) }), world({})).verdict).toBe("holds");
  const soon = proofOf(steps({ notBefore: iso(now - 4 * minute) }), world({}));
  expect(soon.breaks[0]).toMatchObject({ shows: "new leaf", dates: { notBefore: iso(now - 4 * minute) } });
});

test("a verifier that does not check dates, and dates that are not shown, conclude nothing", () => {
  expect(proofOf(steps(), world({ notAfter: iso(now + hour) }, { checksDates: false })).proved).toBe(1);
  expect(proofOf(steps(), world({})).proved).toBe(1);
});

test("a leaf that has not begun yet is reported; that it ends before it is replaced refuses, and bounds the start", () => {
  const of = (ends: number): ReturnType<typeof examine> => {
    const made = steps().map(aStep);
    const old = { notBefore: iso(now + minute), notAfter: iso(ends) };
    return examine(made, world(old), { schedule: scheduleOf(made, { now }) });
  };
  expect(of(now + 5 * hour)).toMatchObject({
    proof: { verdict: "holds", brokenBefore: [{ verifier: "v", presenter: "p" }] },
    deadlines: [{ step: "switch", by: now + 5 * hour - 5 * minute }],
  });
  expect(of(now + hour).proof.breaks).toMatchObject([{ shows: "old leaf", dates: { replacedBy: "switch" } }]);
});

test("a leaf that has not begun yet, and that nothing replaces, must have begun by the end", () => {
  const accept = steps().slice(0, 1);
  expect(proofOf(accept, world({ notBefore: iso(now + 55 * minute) })).verdict).toBe("holds");
  expect(proofOf(accept, world({ notBefore: iso(now + 56 * minute) })).verdict).toBe("breaks");
});

test("the latest start of each step is counted back from what must have passed behind it", () => {
  const latest = latestStarts(steps(), [{ step: "switch", by: now + 5 * hour }]);
  expect(Object.fromEntries(latest)).toEqual({ accept: now + 3 * hour, switch: now + 4 * hour });
  expect(latestStarts(steps(), [{ step: "accept", by: now + 5 * hour }]).has("switch")).toBe(false);
});
