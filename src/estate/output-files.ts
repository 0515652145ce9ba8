import type { JsonObject } from "../model/json.ts";
import type { Target } from "../model/target.ts";
import type { Declared } from "./declarations.ts";
import { fileWritten } from "./outputs.ts";
import type { EstateFileReading, Problem } from "./problems.ts";

/**
 * Reports SharedOutput for files that an earlier target writes too. Targets are rotated at the same time: with `merge`
 * one could write what it read before the other wrote.
 */
export function checkOutputFiles(
  targets: readonly Target[],
  declared: ReadonlyMap<string, Declared<JsonObject>>,
  tell: (file: EstateFileReading, problem: Problem) => void,
): void {
  const writers = new Map<string, string>();
  for (const { name, outputs = [] } of targets) {
    for (const [index, path] of outputs.map(fileWritten).entries()) {
      if (path === undefined) continue;
      const writer = writers.get(path) ?? name;
      writers.set(path, writer);
      const place = declared.get(name);
      if (writer === name || place === undefined) continue;
      tell(place.file, {
        code: "SharedOutput",
        path: [...place.path, "outputs", index, "file"],
        what: `target ${writer} writes ${JSON.stringify(path)} too`,
        hint: "name a file of its own",
      });
    }
  }
}
