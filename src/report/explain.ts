import { page } from "./page.ts";
import type { Style } from "./style.ts";
import { safe } from "./words.ts";

/** One thing that can be explained: an error code, a step kind, a target type. */
export interface Topic {
  readonly name: string;
  /** `error code (exit 7)`, `step kind, version 1`, `target type`. */
  readonly what: string;
  readonly explain: string;
}

/** `certplan explain NAME`. */
export function explainText(topics: readonly Topic[], style: Style): string {
  const out = page(style);
  for (const { name, what, explain } of topics) {
    out.blank();
    out.say("", `${safe(name)}: ${safe(what)}`, undefined, style.palette.bold);
    out.say("  ", safe(explain));
  }
  return out.text();
}

/** Topics of this name, whatever its case. */
export function findTopics(topics: readonly Topic[], name: string): readonly Topic[] {
  return topics.filter((topic) => topic.name.toLowerCase() === name.toLowerCase());
}
