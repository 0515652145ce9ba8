/** The next number, and for which services. */
export interface GenerationWish {
  readonly generation: number;
  /** Empty: all. */
  readonly services: readonly string[];
}

/**
 * Each node comes after the one before it; Rancher's own suites allow 15 to 30 minutes for small clusters
 * (Source: reference/rancher, section 6).
 */
export const minutesEach = 5;
