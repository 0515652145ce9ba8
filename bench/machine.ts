import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { setTimeout } from "node:timers/promises";

/** The machine that the figures are of: processor, cores, memory, system, Node.js. */
export function machineLine(): string {
  const model = (cpus()[0]?.model ?? "unknown processor").replace(/\s+/g, " ").trim();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${model}, ${availableParallelism()} cores, ${memory}, ${process.platform} ${process.arch}, Node.js ${process.version}`;
}

/**
 * What else the machine does, looked at for a second while nothing is measured: figures of a busy machine say little. The
 * fixed loop tells what no load average does: that a virtual machine's host is busy.
 */
export async function busyLine(): Promise<string> {
  const before = ticks();
  await setTimeout(1000);
  const after = ticks();
  const share = (after.busy - before.busy) / Math.max(1, after.all - before.all);
  const load = (loadavg()[0] ?? 0).toFixed(2);
  return `load average ${load}, processors ${Math.round(100 * share)} % busy with other things, a fixed loop takes ${fixedLoop()} ms`;
}

/** The best of three, in milliseconds. */
function fixedLoop(): number {
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    let sum = 0;
    for (let turn = 0; turn < 200_000_000; turn += 1) sum += turn % 7;
    return sum > 0 ? performance.now() - began : 0;
  });
  return Math.round(Math.min(...times));
}

/** Time that all processors spent since they started, idle or not. */
function ticks(): { readonly busy: number; readonly all: number } {
  let all = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.idle + times.irq;
    idle += times.idle;
  }
  return { busy: all - idle, all };
}
