import { CertplanError } from "../messages/error.ts";
import type { Span } from "../model/policy.ts";

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Longest duration that is believed, in days: 200 years outlast every certificate. */
const longestDays = 73_000;

/**
 * Reads `30d`, `12h`, `45m`, `90s` or `250ms`; a day is 86,400 s.
 * @returns milliseconds, 0 or more
 * @throws InvalidDuration (input) for anything else, and beyond 73,000 days.
 */
export function parseDuration(text: string): number {
  const [, digits, unit] = /^(\d{1,15})(ms|[dhms])$/.exec(text) ?? [];
  const milliseconds = digits === undefined ? Number.NaN : Number(digits) * (unitMs[unit ?? ""] ?? Number.NaN);
  if (!(milliseconds <= longestDays * 86_400_000)) throw invalidDuration(text, "30d, 12h, 45m, 90s");
  return milliseconds;
}

/**
 * Reads a duration, or a share of a certificate's lifetime: `1%` to `99%`.
 * @throws InvalidDuration (input).
 */
export function parseSpan(text: string): Span {
  const [, percent] = /^([1-9]\d?)%$/.exec(text) ?? [];
  if (percent !== undefined) return { fraction: Number(percent) / 100 };
  if (text.endsWith("%")) throw invalidDuration(text, "30d, 12h, 33%");
  return { milliseconds: parseDuration(text) };
}

function invalidDuration(text: string, forms: string): CertplanError {
  return new CertplanError({
    code: "InvalidDuration",
    message: `${JSON.stringify(text.slice(0, 40))} is not a duration`,
    hint: `write a number and a unit without a space: ${forms}`,
  });
}

/** The shortest text that `parseDuration` reads back as the same milliseconds. */
export function printDuration(milliseconds: number): string {
  const unit = Object.keys(unitMs).find((name) => milliseconds % (unitMs[name] ?? 1) === 0) ?? "ms";
  return `${milliseconds / (unitMs[unit] ?? 1)}${unit}`;
}

/** The text that `parseSpan` reads back as the same span. */
export function printSpan(span: Span): string {
  return "fraction" in span ? `${Math.round(span.fraction * 100)}%` : printDuration(span.milliseconds);
}

/**
 * A length of time in words, its two largest units, rounded down: `31 days`, `1 day 4 h`, `6 h 20 min`, `41 min`,
 * `2.1 s`. From two days on only days. Negative lengths print as 0.
 */
export function formatDuration(milliseconds: number): string {
  const whole = Math.max(0, milliseconds);
  const days = Math.floor(whole / 86_400_000);
  const hours = Math.floor((whole % 86_400_000) / 3_600_000);
  const minutes = Math.floor((whole % 3_600_000) / 60_000);
  if (days >= 2) return `${days} days`;
  if (days === 1) return hours === 0 ? "1 day" : `1 day ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.floor(whole / 100) / 10} s`;
}
