import { run, script } from "./child.ts";
import { type Benchmark, counted, type Figure, middle, secondsBelow } from "./figure.ts";
import type { PlannedOnce } from "./plan-once.ts";

/**
 * Time and peak memory of a plan by the number of targets, each plan in a fresh process; the middle one of several.
 * The memory is that of the whole process, the compiler that runs the sources included.
 */
export const planSize: Benchmark = async (size) => {
  const figures: Figure[] = [];
  for (const count of size === "full" ? [100, 1_000, 10_000] : [100, 1_000]) {
    const plans: PlannedOnce[] = [];
    for (let round = 0; round < 3; round += 1) plans.push(await planOnce(count));
    const what = `plan of ${counted(count)} targets`;
    const [, plan] = plans.toSorted((a, b) => a.totalMs - b.totalMs);
    const took = { milliseconds: plan?.totalMs ?? Number.NaN, worked: plan?.workedMs ?? 0 };
    figures.push(secondsBelow(`${what}, time`, took, 3_000));
    const peakMb = middle(plans.map((one) => one.peakMb));
    figures.push({ what: `${what}, peak memory`, figure: `${peakMb} MB`, bar: "< 400 MB", met: peakMb < 400 });
  }
  return figures;
};

async function planOnce(count: number): Promise<PlannedOnce> {
  const { out } = await run(script("./plan-once.ts", String(count)));
  return JSON.parse(out) as PlannedOnce;
}
