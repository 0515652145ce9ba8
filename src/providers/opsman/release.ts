/** The numbers of a version as the platform names it: `2.10.43-build.123` is 2, 10, 43. */
export function numbersOf(version: string): readonly number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? "").split(".").map(Number);
}

/** Whether a version is at least this one; a missing number counts as 0. */
export function atLeast(version: string, ...wanted: readonly number[]): boolean {
  const has = numbersOf(version);
  for (const [index, number] of wanted.entries()) {
    const own = has[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/** The numbers alone, three at most, as plans and facts have them; the whole text where it begins with none. */
export function releaseOf(version: string): string {
  return /^\d+\.\d+(\.\d+)?/.exec(version)?.[0] ?? version;
}
