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

/** One bit for each pair of steps: 10,000 steps take 13 MB, whatever their dependencies. Names of no step are ignored. */
export function orderOf(steps: readonly { readonly id: string; readonly after: readonly string[] }[]): Order {
  const sorted = inDependencyOrder(steps);
  const indexOf = new Map(sorted.map((id, index) => [id, index]));
  const words = Math.ceil(sorted.length / 32);
  const ancestors = ancestorRows(steps, indexOf, words);
  const rowOf = (step: string): Uint32Array => {
    const index = indexOf.get(step) ?? 0;
    return ancestors.subarray(index * words, (index + 1) * words);
  };
  const union = (started: ReadonlySet<string>): Uint32Array => {
    const all = new Uint32Array(words);
    for (const step of started) mix(all, rowOf(step));
    return all;
  };
  return {
    precedes: (before, after) => isSet(rowOf(after), indexOf.get(before)),
    sorted,
    closure: ({ started, passed }) => {
      const finished = union(new Set([...started, ...passed]));
      for (const step of passed) set(finished, indexOf.get(step) ?? 0);
      return sorted.filter((_id, index) => isSet(finished, index));
    },
    reach: (started) => {
      const all = union(started);
      for (const step of started) set(all, indexOf.get(step) ?? 0);
      return all.reduce((sum, word) => sum + bitsIn(word), 0);
    },
  };
}

type After = readonly { readonly id: string; readonly after: readonly string[] }[];

/** Each step behind all that it comes after; the given order where that leaves a choice. A circle can never start and comes last. */
export function inDependencyOrder(steps: After): readonly string[] {
  const waits = new Map(steps.map((step) => [step.id, new Set(step.after)]));
  const followers = new Map<string, string[]>(steps.map((step) => [step.id, []]));
  for (const [id, after] of waits) {
    for (const before of after) {
      const list = followers.get(before);
      if (list === undefined) after.delete(before);
      else list.push(id);
    }
  }
  const sorted = steps.filter((step) => waits.get(step.id)?.size === 0).map((step) => step.id);
  for (const id of sorted) {
    for (const follower of followers.get(id) ?? []) {
      const left = waits.get(follower);
      left?.delete(id);
      if (left?.size === 0) sorted.push(follower);
    }
  }
  const placed = new Set(sorted);
  return [...sorted, ...steps.map((step) => step.id).filter((id) => !placed.has(id))];
}

/** Row by row: the ancestors of what a step comes after, and those steps themselves. */
function ancestorRows(steps: After, indexOf: ReadonlyMap<string, number>, words: number): Uint32Array {
  const rows = new Uint32Array(steps.length * words);
  const afterOf = new Map(steps.map((step) => [step.id, step.after]));
  for (const [id, index] of indexOf) {
    const row = rows.subarray(index * words, (index + 1) * words);
    for (const before of afterOf.get(id) ?? []) {
      const other = indexOf.get(before);
      if (other === undefined) continue;
      mix(row, rows.subarray(other * words, (other + 1) * words));
      set(row, other);
    }
  }
  return rows;
}

function mix(into: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (other[word] ?? 0);
}

function set(row: Uint32Array, index: number): void {
  row[index >>> 5] = (row[index >>> 5] ?? 0) | (1 << (index & 31));
}

function isSet(row: Uint32Array, index: number | undefined): boolean {
  return index !== undefined && ((row[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

function bitsIn(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
