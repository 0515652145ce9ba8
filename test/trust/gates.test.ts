import { expect, test } from "vitest";
import type { Effect } from "../../src/model/trust.ts";
import { prove } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import type { OracleStep } from "./oracle.ts";

const world = {
  presents: { p: { id: "old leaf", anchors: ["old"] } },
  accepts: { v: ["old"] },
  edges: [{ verifier: "v", presenter: "p" }],
  notModelled: [],
};
const accept: Effect = { effect: "accept", verifier: "v", anchor: "new" };
const present: Effect = { effect: "present", presenter: "p", credential: { id: "new leaf", anchors: ["new"] } };
const drop: Effect = { effect: "drop", verifier: "v", anchor: "old" };

/** One after the other; `!` behind the name: without a gate. */
function chain(...steps: readonly (readonly [name: string, ...effects: Effect[]])[]): readonly OracleStep[] {
  return steps.map(([name, ...effects], index) => {
    const before = steps[index - 1]?.[0].replace("!", "");
    const gate = name.endsWith("!") ? {} : { gate: "wire" as const };
    return { id: name.replace("!", ""), after: before === undefined ? [] : [before], effects, ...gate };
  });
}

const proofOf = (steps: readonly OracleStep[]): ReturnType<typeof prove> => prove(steps.map(aStep), world);

test("accept, present and drop, each proved by its gate: holds", () => {
  expect(proofOf(chain(["accept", accept], ["switch", present], ["drop", drop]))).toMatchObject({
    verdict: "holds",
    proved: 1,
  });
});

test("an accept of a step without a gate is never sure: what is presented after it may be refused", () => {
  const { verdict, breaks } = proofOf(chain(["accept!", accept], ["switch", present]));
  expect(verdict).toBe("breaks");
  expect(breaks[0]).toMatchObject({
    shows: "new leaf",
    accepts: ["old"],
    trace: [
      { step: "accept", progress: "finished" },
      { step: "switch", progress: "started" },
    ],
    awaited: [{ step: "accept", lacks: "gate" }],
  });
});

test("a present of a step without a gate never retires the older credential: dropping its anchor may break", () => {
  const { verdict, breaks } = proofOf(chain(["accept", accept], ["switch!", present], ["drop", drop]));
  expect(verdict).toBe("breaks");
  expect(breaks[0]).toMatchObject({
    shows: "old leaf",
    accepts: ["new"],
    awaited: [{ step: "switch", lacks: "gate" }],
  });
});

test("a later step that is only a gate and declares the same effect again proves it", () => {
  const accepted = chain(["accept!", accept], ["look", accept], ["switch", present], ["drop", drop]);
  expect(proofOf(accepted).verdict).toBe("holds");
  const switched = chain(["accept", accept], ["switch!", present], ["look", present], ["drop", drop]);
  expect(proofOf(switched).verdict).toBe("holds");
});

test("a gate that declares another effect proves nothing", () => {
  const other: Effect = { ...accept, anchor: "other" };
  expect(proofOf(chain(["accept!", accept], ["look", other], ["switch", present])).verdict).toBe("breaks");
});

test("a drop of a step without a gate may still bite after a later accept of the same anchor", () => {
  const again: Effect = { ...accept, anchor: "old" };
  const gated = proofOf(
    chain(
      ["both", accept, { ...accept, anchor: "x" }],
      ["switch", present],
      ["drop", drop],
      ["again", again],
      ["back", { ...present, credential: { id: "back", anchors: ["old"] } }],
    ),
  );
  expect(gated.verdict).toBe("holds");
  const ungated = proofOf(
    chain(
      ["both", accept],
      ["switch", present],
      ["drop!", drop],
      ["again", again],
      ["back", { ...present, credential: { id: "back", anchors: ["old"] } }],
    ),
  );
  expect(ungated.breaks[0]).toMatchObject({ shows: "back" });
});

test("an edge that is broken before the first step and at the end is told as it is at the end", () => {
  const nothingAccepted = { ...world, accepts: {} };
  const { verdict, brokenBefore, breaks } = prove(chain(["switch", present], ["look"]).map(aStep), nothingAccepted);
  expect({ verdict, brokenBefore }).toEqual({ verdict: "breaks", brokenBefore: [] });
  expect(breaks).toEqual([
    {
      edge: { verifier: "v", presenter: "p" },
      shows: "new leaf",
      accepts: [],
      trace: [
        { step: "switch", progress: "finished" },
        { step: "look", progress: "finished" },
      ],
    },
  ]);
});

test("of an edge that stays broken because no gate proves the accept, that gate is what is missing", () => {
  const nothingAccepted = { ...world, accepts: {} };
  const { breaks } = prove(chain(["switch", present], ["accept!", accept]).map(aStep), nothingAccepted);
  expect(breaks).toMatchObject([{ shows: "new leaf", awaited: [{ step: "accept", lacks: "gate" }] }]);
});
