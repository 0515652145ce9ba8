import { posix } from "node:path";
import { runProgram } from "../../src/cli/program.ts";
import { loadPki } from "../../src/pki/index.ts";
import type { Files } from "../../src/ports/index.ts";
import { drain } from "../../src/simulation/drain.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import type { PendingEvent, SimProcess, World } from "../../src/simulation/world.ts";
import { anIo } from "../build/io.ts";

/** The directory that every command line is typed in. */
export const home = "/estate";

/** What a command line leaves on a terminal of 100 columns without colour, and how it ended. */
export interface Typed {
  readonly lines: readonly string[];
  /** Undefined: killed. */
  readonly exit: number | undefined;
}

/** Kills right after the event, as `kill -9` would. */
export type KillAt = (event: PendingEvent) => boolean;

/** The command line of certplan, whole, on a simulated world: each call is a process of its own. */
export interface Shell {
  readonly world: World;
  readonly type: (argv: readonly string[], killAt?: KillAt) => Promise<Typed>;
}

interface Running {
  /** That have happened so far. */
  events: number;
  process?: SimProcess;
  killAt?: KillAt | undefined;
  /** Draws the moving lines once. */
  tick?: () => void;
}

/** `secrets`: what the estate refers to with `{ env: NAME }`. */
export function openShell(
  open: (afterEvent: (event: PendingEvent) => void) => World,
  secrets: Readonly<Record<string, string>>,
): Shell {
  const running: Running = { events: 0 };
  const world = open((event) => {
    running.events += 1;
    if (running.process === undefined || running.killAt?.(event) !== true) return;
    running.tick?.();
    world.kill(running.process);
  });
  const type = async (argv: readonly string[], killAt?: KillAt): Promise<Typed> => {
    await loaded;
    const process = world.spawn("certplan");
    Object.assign(running, { process, killAt, tick: undefined });
    const screen = openScreen();
    const say = (text: string): void => {
      if (process.alive) screen.write(text);
    };
    const ports = simulatedPorts(world, process, secrets);
    const terminal = {
      outIsTerminal: true,
      errIsTerminal: true,
      columns: () => 100,
      env: { USER: "ana", NO_COLOR: "1" },
    };
    const every = (_milliseconds: number, tick: () => void): (() => void) => {
      running.tick = tick;
      return () => undefined;
    };
    const io = anIo({ out: say, err: say, cwd: home, now: () => world.now, every, ...terminal });
    let exit: number | undefined;
    let failure: unknown;
    runProgram(argv, { ...io, ports: { ...ports, files: from(home, ports.files) } }).then(
      (code) => {
        exit = code;
      },
      (error: unknown) => {
        failure = error;
      },
    );
    const over = (): boolean => exit !== undefined || failure !== undefined || !process.alive;
    await untilOver(world, running, over);
    world.kill(process);
    if (failure !== undefined) throw failure;
    return { lines: screen.lines(), exit };
  };
  return { world, type };
}

/** A terminal that knows what certplan writes to one: lines, and the way up over those that move. */
function openScreen(): { readonly write: (text: string) => void; readonly lines: () => readonly string[] } {
  const lines = [""];
  const write = (text: string): void => {
    // oxlint-disable-next-line no-control-regex -- the sequence itself
    const [, up, rest = text] = /^\u001b\[(\d+)A\r\u001b\[J([^]*)$/.exec(text) ?? [];
    if (up !== undefined) lines.splice(-Number(up) - 1, Number(up) + 1, "");
    const [first = "", ...more] = rest.split("\n");
    lines.push(`${lines.pop()}${first}`, ...more);
  };
  return { write, lines: () => lines.slice(0, lines.at(-1) === "" ? -1 : undefined) };
}

/** What the program loads when it needs it: here beforehand, since the world goes on while something is loaded. */
const loaded = Promise.all([
  import("../../src/cli/guard.ts"),
  import("../../src/cli/commands/plan.ts"),
  import("../../src/cli/commands/apply.ts"),
  import("../../src/cli/commands/drift.ts"),
  import("../../src/providers/opsman/index.ts"),
  import("../../src/providers/rancher/index.ts"),
  import("../../src/providers/tls/index.ts"),
  import("../../src/estate/validator.ts"),
  import("@iarna/toml"),
  loadPki(),
]);

const patienceMs = 60_000;

/** One event after the other, each once nothing more comes of the one before. */
async function untilOver(world: World, running: Running, over: () => boolean): Promise<void> {
  const begun = performance.now();
  while (!over()) {
    for (let turn = 0; turn < 3; turn += 1) await drain();
    const before = running.events;
    await world.run(() => over() || running.events > before);
    if (performance.now() - begun > patienceMs) throw new Error("the command waits for something that cannot happen");
  }
}

/** Relative paths are those of `directory`. */
function from(directory: string, files: Files): Files {
  const at = (path: string): string => posix.resolve(directory, path);
  return {
    read: (path) => files.read(at(path)),
    append: (path, bytes) => files.append(at(path), bytes),
    sync: (path) => files.sync(at(path)),
    rename: (source, to) => files.rename(at(source), at(to)),
    createExclusively: (path, bytes, mode) => files.createExclusively(at(path), bytes, mode),
    remove: (path) => files.remove(at(path)),
    removeDirectory: (path) => files.removeDirectory(at(path)),
    makeDirectory: (path) => files.makeDirectory(at(path)),
    list: (path) => files.list(at(path)),
    syncDirectory: (path) => files.syncDirectory(at(path)),
    networkFileSystem: (path) => files.networkFileSystem(at(path)),
  };
}
