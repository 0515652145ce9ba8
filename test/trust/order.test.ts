import { expect, test } from "vitest";
import { scheduleOf } from "../../src/trust/index.ts";
import { inDependencyOrder, orderOf } from "../../src/trust/order.ts";

const step = (id: string, ...after: string[]): { readonly id: string; readonly after: readonly string[] } => ({
  id,
  after,
});

test("each step comes behind what it comes after, and where that leaves a choice, in the order given", () => {
  const steps = [step("d", "c", "b"), step("a"), step("b", "a"), step("c", "a"), step("e")];
  expect(inDependencyOrder(steps).map(({ id }) => id)).toEqual(["a", "e", "b", "c", "d"]);
});

test("steps that wait for each other come last, and what they are is not lost", () => {
  const steps = [step("x", "y"), step("y", "x"), step("behind", "y"), step("free")];
  expect(inDependencyOrder(steps).map(({ id }) => id)).toEqual(["free", "x", "y", "behind"]);
});

test("names of no step are ignored: they come before nothing and after nothing, and are counted nowhere", () => {
  const order = orderOf([step("a", "gone"), step("b", "a")]);
  expect(order.sorted).toEqual(["a", "b"]);
  expect([order.precedes("a", "b"), order.precedes("gone", "a"), order.precedes("a", "gone")]).toEqual([
    true,
    false,
    false,
  ]);
  expect(order.reach(new Set(["gone"]))).toBe(0);
  expect(order.closure({ started: new Set(["b"]), passed: new Set(["gone"]) })).toEqual(["a"]);
  const schedule = scheduleOf([{ ...step("a", "gone"), estimatedSeconds: 60 }], { now: 0, begins: 5_000 });
  expect([schedule.starts("gone"), schedule.passes("gone"), schedule.passes("a")]).toEqual([5_000, 5_000, 65_000]);
});

test("more than 32 steps: each is told from every other", () => {
  const steps = Array.from({ length: 70 }, (_none, index) =>
    step(`s${index}`, ...(index === 0 ? [] : [`s${index - 1}`])),
  );
  const order = orderOf(steps);
  expect([order.precedes("s0", "s69"), order.precedes("s69", "s0"), order.precedes("s31", "s32")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(order.reach(new Set(["s64"]))).toBe(65);
});
