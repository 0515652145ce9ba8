/** One line of the table: what was measured, what came out, and the bar that it has to clear, where there is one. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly bar?: string;
  readonly met?: boolean;
}

/** `small` shows in two minutes that everything runs; `full` has the sizes that the bars are about. */
export type Size = "small" | "full";

/** Measures one thing in the sizes given. */
export type Benchmark = (size: Size) => Promise<readonly Figure[]>;

/** Wall time, and processor time of all threads, in milliseconds: on a busy machine the second tells more. */
export interface Took {
  readonly milliseconds: number;
  readonly worked: number;
}

/** A time in milliseconds, told in seconds, that must stay below a limit; with the part of it that the processors worked. */
export function secondsBelow(what: string, { milliseconds, worked }: Took, limit: number): Figure {
  return {
    what,
    figure: `${seconds(milliseconds)}, worked ${seconds(worked)}`,
    bar: `< ${limit / 1000} s`,
    met: milliseconds < limit,
  };
}

/** A ratio to something else that must not be over a limit; `note` stands behind it. */
export function ratioWithin(what: string, ratio: number, limit: number, note = ""): Figure {
  return { what, figure: `${ratio.toFixed(2)} ×${note}`, bar: `≤ ${limit} ×`, met: ratio <= limit };
}

/** `2.31 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** `10,000`. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The middle one; of an even number the upper of the two. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The middle one of the ratios round by round: what else the machine did in a round hits both sides of its ratio. */
export function middleRatio(values: readonly number[], to: readonly number[]): number {
  return middle(values.map((value, round) => value / (to[round] ?? Number.NaN)));
}
