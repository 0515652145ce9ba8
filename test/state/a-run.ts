import type { Plan } from "../../src/model/plan.ts";
import type { ProcessIdentity } from "../../src/ports/index.ts";
import { createRun, createState, type Journal, type JournalEvent } from "../../src/state/index.ts";
import { aPlan } from "../build/plan.ts";
import { aProcess, type MemoryFiles, memoryFiles } from "./memory-files.ts";

export const directory = "/estate/.certplan";
export const at = "2026-11-21T08:00:00Z";
export const by: { readonly at: string; readonly holder: ProcessIdentity } = { at, holder: aProcess(7) };

export interface OpenRun {
  readonly files: MemoryFiles;
  readonly journal: Journal;
  readonly plan: Plan;
}

/** A state directory with one open run, `k7w3`, of one target. */
export async function anOpenRun(events: readonly JournalEvent[] = someEvents): Promise<OpenRun> {
  const files = memoryFiles();
  await createState(files, directory, "lineage-1");
  const plan = aPlan();
  const journal = await createRun(files, directory, { id: "k7w3", plan, targets: ["om-paris"] }, by);
  for (const event of events) await journal.append(event);
  return { files, journal, plan };
}

/** What a step leaves in a journal, with text beyond ASCII in it. */
export const someEvents: readonly JournalEvent[] = [
  { kind: "StepIntended", at, step: "om-paris/apply", attempt: 1, baseline: { newest: 41 } },
  { kind: "StepPerformed", at, step: "om-paris/apply", outputs: { installation: 42 }, how: "replied" },
  {
    kind: "GatePassed",
    at,
    step: "om-paris/apply",
    sentence: "Zürich → Genève: 漢 deployed",
    evidence: {},
    outputs: {},
  },
];

export const segmentPath = (number: number): string => `${directory}/runs/k7w3/journal-00000${number}.jsonl`;
