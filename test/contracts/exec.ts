import { describe, expect, test } from "vitest";
import {
  type Exec,
  type ExecOutcome,
  type ExecRequest,
  type Files,
  type Host,
  type PreparedChild,
  type ProcessIdentity,
  Secret,
} from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

/** Programs that the contract needs, on the machine or in the world, each as the begin of an argv. */
export interface Programs {
  /** Prints what comes on its standard input. */
  readonly echo: readonly string[];
  /** Prints its further arguments, each on a line. */
  readonly tell: readonly string[];
  /** Prints the variable of the environment that its argument names, or nothing. */
  readonly variable: readonly string[];
  /** Ends with this exit code. */
  readonly fail: { readonly argv: readonly string[]; readonly code: number };
  /** Takes 60 s. */
  readonly slow: readonly string[];
  /** Prints more than 100,000 bytes. */
  readonly wordy: readonly string[];
  /** Takes a second, and then prints what came on its standard input. */
  readonly lasting: readonly string[];
  readonly absent: readonly string[];
}

/** Another certplan, which has prepared this child, and let it begin where `begun`. */
export interface OtherParent {
  readonly child: ProcessIdentity;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
}

export interface ExecWorld {
  readonly exec: Exec;
  readonly host: Host;
  readonly files: Files;
  /** An existing directory for outputs. */
  readonly root: string;
  readonly programs: Programs;
  /** What an onlooker of the machine sees of a process: its arguments. */
  readonly argumentsOf: (pid: number) => Promise<readonly string[]>;
  readonly otherParent: (request: ExecRequest, begun: boolean) => Promise<OtherParent>;
  /** Lets 20 ms pass. */
  readonly settle: () => Promise<void>;
}

/** What `src/ports/exec.ts` promises. */
export function execContract(name: string, within: Within<ExecWorld>): void {
  const request = ({ root }: ExecWorld, argv: readonly string[]): ExecRequest => ({
    argv,
    outputFile: `${root}/output`,
    timeoutMs: 20_000,
    maxBytes: 1000,
  });

  describe(`exec: ${name}`, () => {
    test("the output of a program that ends with 0 comes back, and stands in its file", () =>
      within(async (world) => {
        const outcome = await runs(world, { ...request(world, world.programs.echo), stdin: "a\nb" });
        expect(outcome).toEqual({ outcome: "exited", code: 0, output: "a\nb" });
        expect(await outputOf(world)).toBe("a\nb");
      }));

    test("a program without input sees its end at once", () =>
      within(async (world) => {
        expect(await runs(world, request(world, world.programs.echo))).toMatchObject({ code: 0, output: "" });
      }));

    test("a second run leaves nothing of the output of the first", () =>
      within(async (world) => {
        await runs(world, { ...request(world, world.programs.echo), stdin: "long and first" });
        const second = await runs(world, { ...request(world, world.programs.echo), stdin: "2" });
        expect(second).toMatchObject({ output: "2" });
      }));

    test("arguments come through whatever they hold: no shell reads them", () =>
      within(async (world) => {
        const odd = ["two words", "$(reboot)", "`id`", "*", "'\"", "-n", "", "ä\\n", "; exit 3", "--", "$0"];
        const outcome = await runs(world, request(world, [...world.programs.tell, ...odd]));
        expect(outcome).toEqual({ outcome: "exited", code: 0, output: `${odd.join("\n")}\n` });
      }));

    test("its environment is that of certplan with what the request adds", () =>
      within(async (world) => {
        const argv = [...world.programs.variable, "CERTPLAN_REQUEST_ID"];
        const environment = { CERTPLAN_REQUEST_ID: "run-1/om/leaf" };
        expect(await runs(world, { ...request(world, argv), environment })).toMatchObject({ output: "run-1/om/leaf" });
        expect(await runs(world, request(world, argv))).toMatchObject({ output: "" });
      }));

    test("an exit code other than 0 comes back with what was printed", () =>
      within(async (world) => {
        const { argv, code } = world.programs.fail;
        expect(await runs(world, request(world, argv))).toMatchObject({ outcome: "exited", code });
      }));

    test("a secret input reaches the program and stands in no argument", () =>
      within(async (world) => {
        const child = await prepared(world, {
          ...request(world, world.programs.echo),
          stdin: new Secret("canary-of-the-input"),
        });
        const seen = await world.argumentsOf(child.process.pid);
        expect(seen.length).toBeGreaterThan(0);
        expect(seen.join(" ")).not.toContain("canary-of-the-input");
        expect(await child.run()).toMatchObject({ output: "canary-of-the-input" });
      }));

    test("a program that is not there is not started, and nothing is prepared", () =>
      within(async (world) => {
        const outcome = await world.exec.prepare(request(world, world.programs.absent));
        expect(outcome).toMatchObject({ outcome: "not-started", detail: expect.stringContaining("no such program") });
      }));

    test("no program at all is not started", () =>
      within(async (world) => {
        expect(await world.exec.prepare(request(world, []))).toMatchObject({ outcome: "not-started" });
      }));

    test("a program that takes too long is ended", () =>
      within(async (world) => {
        const child = await prepared(world, { ...request(world, world.programs.slow), timeoutMs: 300 });
        expect(await child.run()).toEqual({ outcome: "timed-out" });
        await ended(world, child.process);
      }));

    test("more output than was allowed is too long", () =>
      within(async (world) => {
        expect(await runs(world, request(world, world.programs.wordy))).toEqual({ outcome: "too-long" });
      }));

    test("output that cannot be kept is DiskFailed, and nothing is started", () =>
      within(async (world) => {
        const nowhere = { ...request(world, world.programs.echo), outputFile: `${world.root}/absent/output` };
        await expect(world.exec.prepare(nowhere)).rejects.toMatchObject({ code: "DiskFailed" });
      }));

    test("a prepared child is alive and has not begun; once it has ended it is dead", () =>
      within(async (world) => {
        const child = await prepared(world, { ...request(world, world.programs.echo), stdin: "x" });
        expect(child.process).toMatchObject({ host: world.host.self().host, bootId: world.host.self().bootId });
        expect(child.process.pid).not.toBe(world.host.self().pid);
        expect(world.host.liveness(child.process)).toBe("alive");
        expect(await outputOf(world)).toBe("");
        await child.run();
        await ended(world, child.process);
      }));

    test("a child whose parent is killed before it began ends by itself, and has done nothing", () =>
      within(async (world) => {
        const echo = { ...request(world, world.programs.echo), stdin: "never read" };
        const { child: orphan, kill } = await world.otherParent(echo, false);
        expect(world.host.liveness(orphan)).toBe("alive");
        await kill();
        await ended(world, orphan);
        expect(await outputOf(world)).toBe("");
      }));

    test("a child that has begun outlives its parent, is known as alive, and its input and output are whole", () =>
      within(async (world) => {
        const stdin = "input ".repeat(8000);
        const lasting = { ...request(world, world.programs.lasting), maxBytes: 100_000, stdin };
        const { child: survivor, kill } = await world.otherParent(lasting, true);
        await kill();
        await world.settle();
        expect(world.host.liveness(survivor)).toBe("alive");
        await ended(world, survivor);
        expect(await outputOf(world)).toBe(stdin);
      }));
  });
}

/** Settles once the process is dead, which is surely before 10 s have passed. */
async function ended(world: ExecWorld, process: ProcessIdentity): Promise<void> {
  for (let look = 0; world.host.liveness(process) !== "dead"; look += 1) {
    if (look > 500) throw new Error("the process is still alive after 10 s");
    await world.settle();
  }
}

async function outputOf({ files, root }: ExecWorld): Promise<string> {
  return new TextDecoder().decode(await files.read(`${root}/output`));
}

async function prepared({ exec }: ExecWorld, request: ExecRequest): Promise<PreparedChild> {
  const child = await exec.prepare(request);
  if ("outcome" in child) throw new Error(`not started: ${child.detail}`);
  return child;
}

async function runs(world: ExecWorld, request: ExecRequest): Promise<ExecOutcome> {
  return (await prepared(world, request)).run();
}
