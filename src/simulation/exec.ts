import { CertplanError } from "../messages/error.ts";
import { type Exec, type ExecOutcome, type ExecRequest, type PreparedChild, Secret } from "../ports/index.ts";
import { appendFile, parentOf, readFile, removeFile } from "./disk.ts";
import { failDisk } from "./files.ts";
import type { RunningChild } from "./programs.ts";
import type { SimProcess, World } from "./world.ts";

/** Programs of the world as one process starts them. Preparing, beginning and the end are events; the child outlives the process. */
export function simulatedExec(world: World, process: SimProcess, environment: Readonly<Record<string, string>>): Exec {
  return {
    prepare: (request) =>
      world.event(process, `prepare ${request.argv[0]}`, () => prepared(world, process, request, environment)),
  };
}

function prepared(
  world: World,
  parent: SimProcess,
  request: ExecRequest,
  environment: Readonly<Record<string, string>>,
): PreparedChild | Extract<ExecOutcome, { outcome: "not-started" }> {
  const { argv, outputFile, stdin = "" } = request;
  if (world.programs[argv[0] ?? ""] === undefined)
    return { outcome: "not-started", detail: "there is no such program" };
  if (!world.disk.directories.has(parentOf(outputFile)))
    throw new CertplanError({
      code: "DiskFailed",
      message: `cannot keep the output of a program in ${outputFile}: ENOENT`,
    });
  failDisk(world, "create", { path: outputFile });
  world.disk = appendFile(removeFile(world.disk, outputFile), outputFile, new Uint8Array());
  const child = world.spawn(argv[0] ?? "");
  child.waitsFor = parent;
  const running: RunningChild = {
    identity: child.identity,
    argv,
    environment: { ...environment, ...request.environment },
    stdin: stdin instanceof Secret ? stdin.reveal() : stdin,
    outputFile,
  };
  return { process: child.identity, run: () => run(world, { parent, child, running }, request) };
}

interface Family {
  readonly parent: SimProcess;
  readonly child: SimProcess;
  readonly running: RunningChild;
}

function run(world: World, { parent, child, running }: Family, request: ExecRequest): Promise<ExecOutcome> {
  const { argv, timeoutMs } = request;
  const name = argv[0] ?? "";
  const takesMs = world.programs[name]?.takesMs ?? 0;
  return new Promise((resolve) => {
    const collect = (code: number): void => {
      void world.event(parent, `ended ${name}`, () => outcomeOf(world, request, code)).then(resolve);
    };
    const stop = (): void => {
      world.kill(child);
      resolve({ outcome: "timed-out" });
    };
    void world.event(parent, `begin ${name}`, () => {
      child.waitsFor = undefined;
      world.begin(child, running, world.now + takesMs, collect);
      if (takesMs > timeoutMs) void world.event(parent, `time out ${name}`, stop, { afterMs: timeoutMs });
    });
  });
}

function outcomeOf(world: World, { outputFile, maxBytes }: ExecRequest, code: number): ExecOutcome {
  const output = readFile(world.disk, outputFile) ?? new Uint8Array();
  if (output.length > maxBytes) return { outcome: "too-long" };
  return { outcome: "exited", code, output: new TextDecoder().decode(output) };
}
