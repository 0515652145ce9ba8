import type { SimProcess, World, WorldValue } from "../world.ts";
import type { Drawable } from "./schedule.ts";

/** A recipe in a world of its own, as the seeds drive it. */
export interface Subject extends Drawable {
  readonly start: WorldValue;
  /** How long a request whose sender died may still take to arrive. */
  readonly arrivesWithinMs: number;
  /** Canonical form of where its uninterrupted run ends. */
  readonly end: string;
  /** Values that must never be written or told. */
  readonly secrets: readonly string[];
  /** Kind of each of its steps, by the id of the step. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Applies; its progress events go to `told`. */
  apply(world: World, process: SimProcess, how: ApplyHow): Promise<{ readonly exitCode: number }>;
  /** Plans or tells drift: neither may change anything. */
  read(world: World, process: SimProcess, command: "plan" | "drift"): Promise<{ readonly exitCode: number }>;
  /** Somebody else changes something of the first server, by name. False where that is not possible at the moment. */
  act(world: World, actor: string): boolean;
  canonical(world: Pick<WorldValue, "servers">): string;
  /** What is wrong at this moment, in words: broken edges, duplicates. */
  wrong(world: World): readonly string[];
  /** What is wrong at an end with exit 0: something still due, something drifted. */
  notAtRest(world: World): Promise<readonly string[]>;
}

export interface ApplyHow {
  readonly parallelism: number;
  /** `--lock-timeout`. */
  readonly lockTimeoutMs: number;
  readonly stop: AbortSignal;
  readonly told: (event: unknown) => void;
}
