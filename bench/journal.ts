import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { executeRun, type RunContext } from "../src/engine/index.ts";
import { type Plan, planFormatVersion } from "../src/model/plan.ts";
import type { Provider } from "../src/model/provider.ts";
import type { Step } from "../src/model/step.ts";
import { nodePorts } from "../src/ports/node/index.ts";
import { createRun } from "../src/state/index.ts";
import { iso } from "../src/time/instant.ts";

/**
 * Journalled steps a second, every record synced, on the disk of the temporary directory (`TMPDIR` chooses it): steps
 * that wait for the one before, each with an intent, an outcome and a gate. `node --import tsx bench/journal.ts [N…]`;
 * exits with 1 if a step of the longest run costs more than 1.5 times one of the shortest.
 */
async function main(sizes: readonly number[]): Promise<void> {
  await timed(sizes[0] ?? 1000);
  const costs: number[] = [];
  for (const size of sizes) {
    const ms = await timed(size);
    costs.push(ms / size);
    process.stdout.write(
      `${size} steps: ${Math.round(ms)} ms, ${(ms / size).toFixed(3)} ms a step, ${Math.round((1000 * size) / ms)} steps/s\n`,
    );
  }
  if ((costs.at(-1) ?? 0) > 1.5 * (costs[0] ?? 0)) process.exitCode = 1;
}

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

await main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 4000, 16_000]);
