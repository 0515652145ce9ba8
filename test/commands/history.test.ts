import { expect, test } from "vitest";
import { loadState } from "../../src/commands/known-state.ts";
import { recordRuns } from "../../src/commands/record-runs.ts";
import { emptyWorld, World } from "../../src/simulation/world.ts";
import { createRun, createState } from "../../src/state/index.ts";
import { commandIn } from "../build/opsman-world.ts";
import { aPlan, aSlot } from "../build/plan.ts";
import { aHost, aProcess, memoryFiles } from "../state/memory-files.ts";

test("a run that the bounded history has forgotten counts once: the serial stays, and the last run's certificates are the known ones", async () => {
  const world = new World(emptyWorld(Date.UTC(2026, 10, 21)));
  const { context: simulated } = commandIn(world, world.spawn("certplan"));
  const files = memoryFiles();
  const ports = { ...simulated.ports, files, host: aHost(aProcess(1)) };
  const statePath = "/estate/.certplan";
  const context = { ...simulated, ports, settings: { ...simulated.settings, statePath } };
  await createState(files, statePath, "lineage-1");
  const runs = 104;
  for (let index = 0; index < runs; index += 1) {
    // ids come in no order of time
    const id = `r${(index * 37) % runs}`.padEnd(6, "x");
    const at = new Date(Date.UTC(2026, 10, 21) + index * 60_000).toISOString();
    const journal = await createRun(
      files,
      statePath,
      { id, plan: aPlan(), targets: ["om-paris"] },
      { at, holder: aProcess(1) },
    );
    const verified = { "om-paris": [aSlot({ name: `slot of run ${index}` })] };
    await journal.append({ kind: "RunClosed", at, result: "applied", verified });
    await recordRuns(context);
  }
  for (let load = 0; load < 3; load += 1) {
    const { state, open } = await loadState(context);
    expect(state.targets["om-paris"]).toMatchObject({
      serial: runs,
      verified: { slots: [{ name: `slot of run ${runs - 1}` }] },
    });
    expect(Object.keys(state.runs)).toHaveLength(100);
    expect(open).toEqual([]);
    await recordRuns(context);
  }
});
