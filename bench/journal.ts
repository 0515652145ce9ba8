import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { executeRun, type RunContext } from "../src/engine/index.ts";
import { type Plan, planFormatVersion } from "../src/model/plan.ts";
import type { Provider } from "../src/model/provider.ts";
import type { Step } from "../src/model/step.ts";
import { nodePorts } from "../src/ports/node/index.ts";
import { createRun } from "../src/state/index.ts";
import { iso } from "../src/time/instant.ts";
import { type Benchmark, counted, type Figure, middle, middleRatio } from "./figure.ts";

/**
 * Journalled steps a second, every record synced, on the disk of the temporary directory (`TMPDIR` chooses it): steps
 * that wait for the one before, each with an intent, an outcome and a gate. The sizes in turn, the middle one of several
 * rounds each, and what a step of a long run costs against one of a short run.
 */
export const journal: Benchmark = async (size) => {
  const [sizes, rounds] = size === "full" ? ([[1_000, 4_000, 16_000], 3] as const) : ([[100, 400], 3] as const);
  const took = sizes.map((): number[] => []);
  await timed(sizes[0]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, steps] of sizes.entries()) took[index]?.push((await timed(steps)) / steps);
  }
  const shortest = took[0] ?? [];
  return sizes.map((steps, index): Figure => {
    const costs = took[index] ?? [];
    const cost = middle(costs);
    const what = `journal of ${counted(steps)} steps, every record synced`;
    const note = `${counted(Math.round(1000 / cost))} steps/s, ${cost.toFixed(2)} ms a step`;
    if (index === 0) return { what, figure: note };
    const ratio = middleRatio(costs, shortest);
    const bar = `≤ ${growth} × a step of ${counted(sizes[0])}`;
    return { what, figure: `${note}, ${ratio.toFixed(2)} ×`, bar, met: ratio <= growth };
  });
};

/** What a step of the longest run may cost against one of the shortest, for it still to be the same cost. */
const growth = 1.3;

/** Milliseconds for a run of so many steps. */
async function timed(size: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-journal-"));
  try {
    const { files, clock, host, exec } = nodePorts();
    const steps = Array.from({ length: size }, (_none, index) => step(index));
    const plan = planOf(steps);
    await files.makeDirectory(`${directory}/runs`);
    const by = { at: iso(clock.now()), holder: host.self() };
    const journal = await createRun(files, directory, { id: "bench", plan, targets: ["t"] }, by);
    const context: RunContext = {
      run: "bench",
      plan,
      targets: ["t"],
      providerOf: () => provider,
      journal,
      clock,
      host,
      exec,
      outputFileOf: () => "",
      keys: { obtain: unused, find: unused },
      files,
      emit: () => undefined,
      pollMs: 0,
      graceMs: 0,
      parallelism: 10,
      sessionOf: () => ({}) as never,
      stop: new AbortController().signal,
    };
    const began = performance.now();
    await executeRun(context, []);
    return performance.now() - began;
  } finally {
    await rm(directory, { recursive: true });
  }
}

function unused(): Promise<never> {
  return Promise.reject(new Error("nothing here needs a key"));
}

const provider: Provider = {
  type: "bench",
  explain: "",
  capabilities: { serialCalls: false, rotates: true, arrivesWithinSeconds: 0 },
  kinds: {
    "bench.step": {
      version: 1,
      explain: "",
      perform: async () => ({ done: true }),
      probe: async () => ({ outcome: "done", outputs: {}, sentence: "" }),
      gate: async () => ({ gate: "passed", sentence: "", evidence: {} }),
    },
  },
  observe: unused,
  cures: () => false,
  recipe: () => ({ kind: "refused", refusals: [] }),
  facts: async () => ({}),
  drift: () => [],
};

function step(index: number): Step {
  return {
    id: `t/${index}`,
    target: "t",
    kind: "bench.step",
    kindVersion: 1,
    title: `step ${index}`,
    phase: "switch",
    inputs: {},
    after: index === 0 ? [] : [`t/${index - 1}`],
    assumes: {},
    effects: [],
    performs: true,
    gate: "wire",
    disruption: "none",
    final: false,
    timeoutSeconds: 60,
    delivery: { arrivesWithinSeconds: 0, arrivesReason: "", whenUnknown: "repeat", whenUnknownReason: "" },
    reason: { code: "Requested", sentence: "" },
  };
}

function planOf(steps: readonly Step[]): Plan {
  return { formatVersion: planFormatVersion, digest: "sha256:bench", targets: [], steps } as unknown as Plan;
}
