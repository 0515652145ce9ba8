import type { JsonObject } from "../../src/model/json.ts";
import type { Act } from "../../src/model/provider.ts";
import type { ExecOutcome } from "../../src/ports/index.ts";
import { aStep } from "../build/plan.ts";
import { type MemoryFiles, memoryFiles } from "../state/memory-files.ts";

export interface FakeAct extends Act {
  readonly files: MemoryFiles;
  /** Programs that ran, with what they got on standard input. */
  readonly ran: { readonly argv: readonly string[]; readonly stdin?: unknown; readonly directory?: string }[];
}

/** An act with these inputs on a disk in memory; programs end as told by the first word of their argv, else with 0. */
export function anAct(inputs: JsonObject, ends: Readonly<Record<string, number | ExecOutcome>> = {}): FakeAct {
  const ran: FakeAct["ran"] = [];
  return {
    session: {} as Act["session"],
    step: aStep({ id: "om/work", title: "the work" }),
    inputs,
    baseline: null,
    outputs: {},
    run: "k7w3",
    exec: async ({ argv, stdin, directory }) => {
      ran.push({ argv, ...(stdin === undefined ? {} : { stdin }), ...(directory === undefined ? {} : { directory }) });
      const end = ends[argv[0] ?? ""] ?? 0;
      return typeof end === "number" ? { outcome: "exited", code: end, output: "s3cret" } : end;
    },
    keys: { obtain: async () => Promise.reject(new Error("no keys here")), find: async () => undefined },
    files: memoryFiles(),
    ran,
  };
}
