import { type IsoInstant, iso, parseInstant } from "../time/instant.ts";
import type { Report } from "./target-type.ts";

/** `until` of a key: a date alone means the end of that day in UTC. Reports InvalidInstant for a day that there is not. */
export function untilOf(text: string, path: readonly (string | number)[], report: Report): IsoInstant {
  try {
    return iso(parseInstant(text.includes("T") ? text : `${text}T23:59:59Z`));
  } catch {
    report({
      code: "InvalidInstant",
      path,
      what: `${text} is not a date`,
      hint: "write 2026-12-31 (the end of that day, UTC) or 2026-12-31T18:00:00Z",
    });
    return text;
  }
}
