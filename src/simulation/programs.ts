import type { Json, JsonObject } from "../model/json.ts";
import type { ProcessIdentity } from "../ports/index.ts";

/** A program that has begun. A value: it goes on in every copy of the world. */
export interface RunningChild {
  readonly identity: ProcessIdentity;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly outputFile: string;
}

/** What a program sees. `now` is the instant of its end. */
export interface ProgramCall extends RunningChild {
  readonly now: number;
}

export interface ProgramEnd {
  readonly output: string;
  readonly code: number;
  /** What the program remembers from now on; absent: what it did before. */
  readonly memory?: Json;
}

/** A program of the user's. Pure, and settled within microtasks; all that it does, it does at its end. */
export interface SimProgram {
  readonly takesMs: number;
  /** What it has done so far, so that tests can count. */
  readonly memory: Json;
  run(call: ProgramCall, memory: Json): ProgramEnd | Promise<ProgramEnd>;
  /** Its memory without what differs between worlds that go on in the same way; absent: all of it counts. */
  canonical?(memory: Json): Json;
}

/** What runs and what each program has done, as far as it decides how a world goes on. */
export function programsForm({
  programs,
  children,
}: {
  readonly programs: Readonly<Record<string, SimProgram>>;
  readonly children: readonly { readonly child: RunningChild }[];
}): JsonObject {
  const running = children.map(({ child }) => child.argv);
  const done = Object.entries(programs).map(([name, one]) => [name, one.canonical?.(one.memory) ?? one.memory]);
  return { running, done };
}
