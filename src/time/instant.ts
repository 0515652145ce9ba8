import { CertplanError } from "../messages/error.ts";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** An instant as plan, state and journal write it: UTC, whole seconds, `2026-11-21T09:46:28Z`. */
export type IsoInstant = string;

/** Prints an instant in whole seconds (rounded down), UTC. */
export function iso(instant: Instant): IsoInstant {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/**
 * Reads an RFC 3339 date-time, or a date alone (its first instant in UTC).
 * @throws InvalidInstant (input) for anything else, also for a day that its month does not have.
 */
export function parseInstant(text: string): Instant {
  const shape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;
  const value = shape.test(text) && isInItsMonth(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) {
    throw new CertplanError({
      code: "InvalidInstant",
      message: `"${text}" is not an instant`,
      hint: "write it as 2026-12-31 or 2026-12-31T18:00:00Z",
    });
  }
  return value;
}

/** V8 reads the 30th of February as the 2nd of March. */
function isInItsMonth(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  return new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate() >= day;
}

/** Clocks may differ by so much: what ends sooner than this after an instant, or began later before it, does not count. */
export const skewMs = 300_000;
