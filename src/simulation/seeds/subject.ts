import type { SimProcess, World, WorldValue } from "../world.ts";
import type { Drawable } from "./schedule.ts";

/** A recipe in a world of its own, as the seeds drive it. */
export interface Subject extends Drawable {
  readonly start: WorldValue;
  /** How long its uninterrupted run takes. */
  readonly durationMs: number;
  /** How long a request whose sender died may still take to arrive. */
  readonly arrivesWithinMs: number;
  /** Where it keeps its state. */
  readonly stateDirectory: string;
  /** Canonical form of where its uninterrupted run ends. */
  readonly end: string;
  /** Values that must never be written or told. */
  readonly secrets: readonly string[];
  /** Where it starts, with platforms whose clocks are off. */
  skewed(skewMs: number): WorldValue;
  /** Applies; its progress events go to `told`. */
  apply(world: World, process: SimProcess, how: ApplyHow): Promise<{ readonly exitCode: number }>;
  /** Plans or tells drift: neither may change anything. */
  read(world: World, process: SimProcess, command: "plan" | "drift"): Promise<{ readonly exitCode: number }>;
  /** Somebody else changes something of the first server, by name. False where that is not possible at the moment. */
  act(world: World, actor: string): boolean;
  /** The line of the call with which what somebody else did becomes part of what certplan does; undefined: of none. */
  takenUpBy(actor: string): string | undefined;
  /** True once what somebody else did by this name is over, and the system again as it was. */
  isOver(world: World, actor: string): boolean;
  /** Lines of calls that rest on nothing of the system: what somebody else has moved does not concern them. */
  readonly restsOnNothing: readonly string[];
  canonical(world: Pick<WorldValue, "servers" | "now">): string;
  /** What is wrong at this moment, in words: broken edges, duplicates. */
  wrong(world: Pick<WorldValue, "servers" | "now">): readonly string[];
  /** What is wrong at an end with exit 0: something still due, something drifted. */
  notAtRest(world: World): Promise<readonly string[]>;
}

export interface ApplyHow {
  readonly parallelism: number;
  /** `--lock-timeout`. */
  readonly lockTimeoutMs: number;
  readonly stop: AbortSignal;
  readonly told: (event: { readonly event: string }) => void;
}
