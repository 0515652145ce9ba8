import { run, script } from "./child.ts";
import { type Benchmark, counted, type Figure, seconds, secondsBelow } from "./figure.ts";
import type { PlannedOnce } from "./plan-once.ts";

/**
 * Time and peak memory of a plan by the number of targets, each plan in a fresh process. The fastest of several, since
 * other work of the machine or its host only adds, with the slowest beside it; of the memory the largest. The memory is
 * that of the whole process, the compiler that runs the sources included.
 */
export const planSize: Benchmark = async (size) => {
  const figures: Figure[] = [];
  const rounds = size === "full" ? 7 : 2;
  for (const count of size === "full" ? [100, 1_000, 10_000] : [100, 1_000]) {
    const plans: PlannedOnce[] = [];
    for (let round = 0; round < rounds; round += 1) plans.push(await planOnce(count));
    const what = `plan of ${counted(count)} targets`;
    const inOrder = plans.toSorted((a, b) => a.totalMs - b.totalMs);
    const [fastest, slowest] = [inOrder[0], inOrder.at(-1)];
    const took = { milliseconds: fastest?.totalMs ?? Number.NaN, worked: fastest?.workedMs ?? 0 };
    const time = secondsBelow(`${what}, time`, took, 3_000);
    const beside = `; the slowest of ${rounds} took ${seconds(slowest?.totalMs ?? Number.NaN)}`;
    figures.push({ ...time, figure: `${time.figure}${beside}` });
    const peakMb = Math.max(...plans.map((one) => one.peakMb));
    figures.push({ what: `${what}, peak memory`, figure: `${peakMb} MB`, bar: "< 400 MB", met: peakMb < 400 });
  }
  return figures;
};

async function planOnce(count: number): Promise<PlannedOnce> {
  const { out } = await run(script("./plan-once.ts", String(count)));
  return JSON.parse(out) as PlannedOnce;
}
