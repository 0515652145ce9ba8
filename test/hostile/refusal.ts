import { expect } from "vitest";
import { type CertplanError, CertplanErrors, CertplanError as One } from "../../src/messages/error.ts";
import { errorText } from "../../src/report/index.ts";
import { aStyle } from "../build/style.ts";

/** What an input came to. */
export type Outcome<T> = { readonly accepted: T } | { readonly errors: readonly CertplanError[] };

/**
 * Runs a reader; anything but an error of certplan's own is thrown on. So is one that took a second of this processor,
 * whatever else runs on the machine.
 */
export async function outcomeOf<T>(read: () => Promise<T> | T): Promise<Outcome<T>> {
  const before = process.cpuUsage();
  const outcome = await settled(read);
  const tookMs = process.cpuUsage(before).user / 1000;
  if (tookMs > 1000) throw new Error(`it took ${Math.round(tookMs)} ms`);
  return outcome;
}

async function settled<T>(read: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return { accepted: await read() };
  } catch (error) {
    if (error instanceof CertplanErrors) return { errors: error.errors };
    if (error instanceof One) return { errors: [error] };
    throw error;
  }
}

/** Each error has exit 3 and a code, and names a place: line and column, a JSON pointer, a byte, or at least the file. */
export function expectRefused(errors: readonly CertplanError[], input: string): void {
  expect(errors.length, input).toBeGreaterThan(0);
  for (const error of errors) {
    expect([error.exitCode, error.code], input).toEqual([3, expect.stringMatching(/^[A-Z][A-Za-z]+$/)]);
    const hasPlace = (error.where?.line ?? 0) > 0 && (error.where?.column ?? 0) > 0;
    if (!hasPlace)
      expect(error.message, `${error.code} of ${input}`).toMatch(
        /\/[A-Za-z~/\d]*|byte \d+|segment \d+|plan\.json|state\.json/,
      );
    const shown = errorText(error, aStyle());
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028]|^ +at .*:\d+:\d+/m);
  }
}
