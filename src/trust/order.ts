/** The dependency order of a plan's steps: a step may start once every step it comes after has finished. */
export interface Order {
  /** True if `before` has surely finished when `after` starts. */
  precedes(before: string, after: string): boolean;
  /** All steps in an order that respects the dependencies. */
  readonly sorted: readonly string[];
  /** The steps that have passed once these have started and those have passed, in an order that respects the dependencies. */
  closure(moment: { readonly started: ReadonlySet<string>; readonly passed: ReadonlySet<string> }): readonly string[];
  /** How many steps have at least started once all of these have. */
  reach(started: ReadonlySet<string>): number;
}

interface Waiting {
  readonly id: string;
  readonly after: readonly string[];
}

/** One bit for each pair of steps: 10,000 steps take 13 MB, whatever their dependencies. Names of no step are ignored. */
export function orderOf(steps: readonly Waiting[]): Order {
  const inOrder = inDependencyOrder(steps);
  const sorted = inOrder.map(({ id }) => id);
  const indexOf = new Map(sorted.map((id, index) => [id, index]));
  const words = Math.ceil(sorted.length / 32);
  const ancestors = new Uint32Array(sorted.length * words);
  const rowAt = (index: number): Uint32Array => ancestors.subarray(index * words, (index + 1) * words);
  const indexesOf = (names: Iterable<string>): readonly number[] =>
    [...names].flatMap((name) => indexOf.get(name) ?? []);
  const before = (names: Iterable<string>): Uint32Array => {
    const all = new Uint32Array(words);
    for (const index of indexesOf(names)) mix(all, rowAt(index));
    return all;
  };
  for (const [index, { after }] of inOrder.entries()) {
    const row = rowAt(index);
    for (const other of indexesOf(after)) {
      mix(row, rowAt(other));
      set(row, other);
    }
  }
  return {
    precedes: (first, second) => {
      const [one, other] = [indexOf.get(first), indexOf.get(second)];
      return one !== undefined && other !== undefined && isSet(rowAt(other), one);
    },
    sorted,
    closure: ({ started, passed }) => {
      const finished = before([...started, ...passed]);
      for (const index of indexesOf(passed)) set(finished, index);
      return sorted.filter((_id, index) => isSet(finished, index));
    },
    reach: (started) => {
      const all = before(started);
      for (const index of indexesOf(started)) set(all, index);
      return all.reduce((sum, word) => sum + bitsIn(word), 0);
    },
  };
}

/** Each step behind all that it comes after; the given order where that leaves a choice. A circle can never start and comes last. */
export function inDependencyOrder<T extends Waiting>(steps: readonly T[]): readonly T[] {
  const places = steps.map((step) => ({ step, waits: 0, followers: new Array<Place<T>>() }));
  const byId = new Map(places.map((place) => [place.step.id, place]));
  for (const place of places) {
    for (const other of new Set(place.step.after)) {
      const before = byId.get(other);
      if (before === undefined) continue;
      before.followers.push(place);
      place.waits += 1;
    }
  }
  const placed = places.filter(({ waits }) => waits === 0);
  for (const { followers } of placed) {
    for (const follower of followers) {
      follower.waits -= 1;
      if (follower.waits === 0) placed.push(follower);
    }
  }
  return [...placed, ...places.filter(({ waits }) => waits > 0)].map(({ step }) => step);
}

interface Place<T> {
  readonly step: T;
  /** How many that it comes after are not placed yet. */
  waits: number;
  readonly followers: Place<T>[];
}

function mix(into: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < into.length; word += 1) into[word] = wordOf(into, word) | wordOf(other, word);
}

function set(row: Uint32Array, index: number): void {
  row[index >>> 5] = wordOf(row, index >>> 5) | (1 << (index & 31));
}

function isSet(row: Uint32Array, index: number): boolean {
  return (wordOf(row, index >>> 5) & (1 << (index & 31))) !== 0;
}

function wordOf(row: Uint32Array, word: number): number {
  return row[word] ?? 0;
}

function bitsIn(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
