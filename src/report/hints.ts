import type { Finding, PlanTarget } from "../model/plan.ts";
import { prose, safe } from "./words.ts";

/** What to do about a refusal: words, and lines to copy into a file. */
export interface HintParts {
  /** Empty where there is no hint. */
  readonly words: string;
  readonly lines: readonly string[];
}

/** A hint whose first line is words; each further line is one to copy, as it stands. */
export function hintParts(hint: string | undefined): HintParts {
  const [words = "", ...lines] = (hint ?? "").split("\n");
  return { words: prose(words), lines: lines.map(safe) };
}

/** The findings that no refusal of the same target says already. */
export function untold({ findings, refusals }: Pick<PlanTarget, "findings" | "refusals">): readonly Finding[] {
  return findings.filter(({ code }) => refusals.every((refusal) => refusal.code !== code));
}
