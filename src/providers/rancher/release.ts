/** Numbers of a release as Rancher names itself: `v2.8.5-rc1` is 2, 8, 5. Undefined for what is no release: a build of a branch. */
export function releaseOf(version: string): readonly [number, number, number] | undefined {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** Whether a version is at least this release; of what is no release nothing is concluded: `otherwise`. */
export function atLeast(version: string, wanted: readonly [number, number, number], otherwise = true): boolean {
  const has = releaseOf(version);
  if (has === undefined) return otherwise;
  for (const [index, number] of wanted.entries()) {
    const own = has[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/**
 * What the action of RKE1 can do on a release: nothing, all services without any input, whatever is asked, or no more.
 * Source: reference/rancher, section 1 (the tags: 2.0.14 and 2.1.9, not what the vendor's page says).
 */
export function actionOf(version: string): "none" | "all" | "input" | "gone" {
  if (atLeast(version, [2, 12, 0], false)) return "gone";
  if (atLeast(version, [2, 2, 0])) return "input";
  const first = atLeast(version, [2, 1, 0]) ? ([2, 1, 9] as const) : ([2, 0, 14] as const);
  return atLeast(version, first) ? "all" : "none";
}
