import { type ChildProcess, spawn } from "node:child_process";
import fs, { type FileHandle } from "node:fs/promises";
import { Socket } from "node:net";
import { CertplanError } from "../../messages/error.ts";
import type { ExecOutcome, ExecRequest, PreparedChild } from "../exec.ts";
import { findProgram } from "./find-program.ts";
import { identityOf } from "./host.ts";

/**
 * The child is a shell that waits for a line on descriptor 3 and then becomes the program: pid and start time stay, and
 * where certplan dies before that line, the end of the pipe ends it. It names its arguments and never reads them.
 */
const waiting = 'read -r go <&3 && exec 3<&- && exec "$@"';

/** Longest delay of setTimeout: 24.8 days. */
const longestTimerMs = 2_147_483_647;
const lookEveryMs = 200;

type NotStarted = Extract<ExecOutcome, { outcome: "not-started" }>;

/** A child in a process group of its own, waiting. Until it runs it keeps nobody from ending. Throws DiskFailed. */
export async function prepareChild(request: ExecRequest): Promise<PreparedChild | NotStarted> {
  const environment = { ...process.env, ...request.environment };
  const program = await findProgram(request.argv[0] ?? "", request.directory ?? ".", environment["PATH"]);
  if ("why" in program) return { outcome: "not-started", detail: program.why };
  const output = await newFile(request.outputFile);
  try {
    const child = spawn("/bin/sh", ["-c", waiting, "certplan", program.path, ...request.argv.slice(1)], {
      cwd: request.directory,
      env: environment,
      detached: true,
      stdio: [request.stdin === undefined ? "ignore" : "pipe", output.fd, "ignore", "pipe"],
    });
    const pid = await started(child);
    const ended = endOf(child);
    child.unref();
    for (const pipe of pipesOf(child)) pipe.unref();
    return { process: identityOf(pid), run: () => run({ child, pid, ended }, request) };
  } catch (error) {
    return { outcome: "not-started", detail: codeOf(error) };
  } finally {
    await output.close();
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

async function run({ child, pid, ended }: Running, request: ExecRequest): Promise<ExecOutcome> {
  const { outputFile, maxBytes, timeoutMs, stdin } = request;
  let stopped: "timed-out" | "too-long" | undefined;
  const stop = (why: "timed-out" | "too-long"): void => {
    stopped ??= why;
    endGroup(pid);
  };
  child.ref();
  for (const pipe of pipesOf(child)) pipe.ref();
  // Before it begins: what fits into the pipe (64 KiB) is whole even if certplan dies now.
  child.stdin?.end(typeof stdin === "string" ? stdin : stdin?.reveal());
  gateOf(child)?.end("go\n");
  const timer = setTimeout(() => stop("timed-out"), Math.min(timeoutMs, longestTimerMs));
  const look = setInterval(() => {
    const tooLong = (size: number): void => (size > maxBytes ? stop("too-long") : undefined);
    sizeOf(outputFile).then(tooLong, () => undefined); // told when it is read
  }, lookEveryMs);
  const { code, signal } = await ended;
  clearTimeout(timer);
  clearInterval(look);
  for (const pipe of pipesOf(child)) pipe.destroy();
  if (stopped !== undefined) return { outcome: stopped };
  if (code === null) return { outcome: "killed", signal: signal ?? "unknown" };
  if ((await sizeOf(outputFile)) > maxBytes) return { outcome: "too-long" };
  return { outcome: "exited", code, output: await failing(outputFile, () => fs.readFile(outputFile, "utf8")) };
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid ?? 0));
  });
}

function endOf(child: ChildProcess): Running["ended"] {
  for (const pipe of pipesOf(child)) pipe.on("error", () => undefined); // who does not read gets no more
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

function gateOf(child: ChildProcess): Socket | undefined {
  const pipe = child.stdio[3];
  return pipe instanceof Socket ? pipe : undefined;
}

function pipesOf(child: ChildProcess): readonly Socket[] {
  return [child.stdin, gateOf(child)].filter((pipe) => pipe instanceof Socket);
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

/** A file of its own: what a child of an earlier certplan still writes goes to the old one. */
function newFile(path: string): Promise<FileHandle> {
  return failing(path, async () => {
    await fs.rm(path, { force: true });
    const handle = await fs.open(path, "wx", 0o600);
    await handle.chmod(0o600);
    return handle;
  });
}

async function sizeOf(path: string): Promise<number> {
  return (await failing(path, () => fs.stat(path))).size;
}

async function failing<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const message = `cannot keep the output of a program in ${path}: ${codeOf(error)}`;
    throw new CertplanError({ code: "DiskFailed", message, cause: error });
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
}
