import type { ApplyRequest } from "../../src/commands/index.ts";
import { type ApplyResult, applyCommand, confirmCommand } from "../../src/commands/index.ts";
import type { Estate } from "../../src/model/target.ts";
import { makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import type { SimProcess, World, WorldValue } from "../../src/simulation/world.ts";
import { type ToyState, toyModel } from "./lab/model.ts";
import { type ToyCommand, toyCommand, toyEstate, toyOf, toyWorld } from "./toy-world.ts";

export const outputFile = "/estate/out/anchor";
/** How long the consumer's program takes. */
const vaultMs = 20_000;

const program = (...run: string[]) => ({ run, timeoutSeconds: 60 });

/** The toy with everything that lies beyond a platform: two consumers, a person who is told, two outputs. */
export const beyondEstate: Estate = {
  ...toyEstate,
  targets: toyEstate.targets.map((target) => ({
    ...target,
    consumers: [
      {
        name: "vault",
        of: "hub",
        trusts: "issuer",
        update: program("vault", "learn"),
        verify: program("vault", "has"),
      },
      { name: "ci", of: "hub", trusts: "issuer", update: { manual: "put the anchor into CI" }, contact: "ci@acme" },
    ],
    outputs: [
      { what: "anchor", to: { file: outputFile, mode: 0o644, merge: false } },
      { what: "anchor", to: program("publish") },
    ],
    options: { announce: "tell the desk" },
  })),
};

/** Learns what it gets on standard input; `has` says whether it knows more than the first generation. */
const vault: SimProgram = {
  takesMs: vaultMs,
  memory: ["generation 1\n"],
  run: ({ argv, stdin }, memory) => {
    const known = memory as readonly string[];
    if (argv[1] === "has") return { output: "", code: known.length > 1 ? 0 : 1 };
    return { output: "", code: 0, memory: [...new Set([...known, stdin])] };
  },
};

/** Keeps what it last got. */
const publish: SimProgram = {
  takesMs: 1_000,
  memory: null,
  run: ({ stdin }) => ({ output: "", code: 0, memory: stdin }),
};

/** No program: what the people behind `ci` have put there. */
const ci: SimProgram = { takesMs: 0, memory: ["generation 1\n"], run: () => ({ output: "", code: 1 }) };

export async function beyondWorld(from: (state: ToyState) => ToyState = (state) => state): Promise<WorldValue> {
  const value = await toyWorld({ members: ["a"] });
  const disk = syncDirectory(makeDirectory(value.disk, "/estate/out"), "/estate");
  const servers = value.servers.map((server) => ({ ...server, state: from(toyOf(value)) }));
  return { ...value, disk, servers, programs: { vault, publish, ci } };
}

export function beyondCommand(
  world: World,
  process: SimProcess = world.spawn("certplan"),
  estate: Estate = beyondEstate,
): ToyCommand {
  return toyCommand(world, process, { estate, parallelism: 1 });
}

const request: ApplyRequest = { only: [], exclude: [], rotate: [], yes: true, newState: false, inCi: false };

/** Applies, and does what each park asks for before confirming it, until nothing is asked any more. */
export async function applyWithPeople(world: World, process: SimProcess, estate: Estate): Promise<ApplyResult> {
  for (;;) {
    const { context, events } = beyondCommand(world, process, estate);
    const result = await applyCommand(context, request);
    const asked = events.filter((event) => event.event === "StepAsks");
    if (asked.length === 0) return result;
    for (const { step } of asked) {
      if (step === "toy/consumer/ci") teach(world, "ci", toyOf(world).issued);
      await confirmCommand(context, { step, by: "ana@desk", because: "done" });
    }
  }
}

/** Somebody tells a consumer of a generation. */
export function teach(world: World, consumer: string, generation: number): void {
  const known = world.programs[consumer];
  if (known === undefined) throw new Error(`no consumer ${consumer}`);
  const memory = [...new Set([...(known.memory as readonly string[]), `generation ${generation}\n`])];
  world.programs[consumer] = { ...known, memory };
}

/** Who refuses whom, consumers included, and what was done twice. */
export function assertUnbroken(world: World, consumers: readonly string[] = ["vault", "ci"]): void {
  const { serving, effects } = toyOf(world);
  const refusing = consumers.filter((name) => {
    const known = world.programs[name]?.memory as readonly string[];
    return !known.includes(`generation ${serving}\n`);
  });
  const broken = [...toyModel.broken(toyOf(world), world.now), ...refusing.map((name) => `${name} refuses hub`)];
  const twice = Object.entries(effects).filter(([, count]) => count > 1);
  if (broken.length > 0 || twice.length > 0) throw new Error(`broken: ${broken.join()}, twice: ${twice.join()}`);
}
