import type { JsonObject } from "../model/json.ts";
import type { Declared } from "./declarations.ts";
import { nearest } from "./nearest.ts";
import type { EstateFileReading, Problem } from "./problems.ts";

type Targets = ReadonlyMap<string, Declared<JsonObject>>;
type Tell = (file: EstateFileReading, problem: Problem) => void;

/** Reports UnknownTarget for names in `after` that no target has, and AfterCycle. */
export function checkAfter(targets: Targets, tell: Tell): void {
  const finished = new Set<string>();
  for (const [name, { file, path, value, isBroken }] of targets) {
    if (isBroken) continue;
    for (const [index, other] of afterOf(value).entries()) {
      if (targets.has(other)) continue;
      const meant = nearest(other, [...targets.keys()].slice(0, 300));
      const hint = meant === undefined ? "`after` names targets of this estate" : `did you mean ${meant}?`;
      tell(file, {
        code: "UnknownTarget",
        path: [...path, "after", index],
        what: `there is no target ${JSON.stringify(other)}`,
        hint,
      });
    }
    const circle = circleFrom(name, targets, finished);
    if (circle === undefined) continue;
    const what = `targets wait for each other: ${circle.join(" → ")}`;
    tell(file, {
      code: "AfterCycle",
      path: [...path, "after"],
      part: "key",
      what,
      hint: "remove one `after` of the circle",
    });
  }
}

/** A way from the target back to itself; undefined if there is none. Targets in `finished` lead to no new circle. */
function circleFrom(start: string, targets: Targets, finished: Set<string>): readonly string[] | undefined {
  const way: string[] = [];
  const pending: { readonly name: string; readonly depth: number }[] = [{ name: start, depth: 0 }];
  let circle: readonly string[] | undefined;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    way.length = next.depth;
    const at = way.indexOf(next.name);
    if (at !== -1) circle ??= [...way.slice(at), next.name];
    if (at !== -1 || finished.has(next.name)) continue;
    way.push(next.name);
    const declared = targets.get(next.name);
    for (const other of declared === undefined ? [] : afterOf(declared.value))
      pending.push({ name: other, depth: way.length });
    // Marked on the way in: a circle through it is found while it is on the way, and told once.
    finished.add(next.name);
  }
  return circle;
}

function afterOf(target: JsonObject): readonly string[] {
  const after = Object.hasOwn(target, "after") ? target["after"] : undefined;
  return Array.isArray(after) ? after.filter((name) => typeof name === "string") : [];
}
