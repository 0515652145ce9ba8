import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/**
 * How long `plan` takes for 1,000 endpoints of the lab, each 50 ms away, against what the latency alone costs and
 * against a bare tls.connect loop. `npm run build && node --import tsx bench/tls-fleet.ts [ROUNDS]`. The lab runs in a
 * process of its own; every figure is the wall time of a whole fresh process, the middle one of several.
 */
async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 5);
  const directory = await mkdtemp(join(tmpdir(), "certplan-bench-"));
  const lab = spawn(process.execPath, [certplan, "lab", "up", "--scenario", "tls-fleet"], { cwd: directory });
  try {
    await says(lab, "Ctrl-C ends it");
    const fleet = await readFleet(directory);
    const figures = await measure(directory, fleet, rounds);
    process.stdout.write(report(fleet, figures, rounds));
  } finally {
    lab.kill("SIGINT");
    await rm(directory, { recursive: true, force: true });
  }
}

const certplan = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const bare = fileURLToPath(new URL("./bare-handshakes.js", import.meta.url));
const latencyMs = 50;

interface Fleet {
  readonly parallelism: number;
  readonly endpoints: readonly { readonly host: string; readonly port: number; readonly servername: string }[];
}

/** Wall times in milliseconds. */
interface Figures {
  readonly plan: number;
  readonly validate: number;
  readonly bare: number;
}

function says(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes(words)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the lab ended with exit ${code} before it was up`)));
  });
}

async function readFleet(directory: string): Promise<Fleet> {
  const estate = await readFile(join(directory, "certplan.yaml"), "utf8");
  const settings = await readFile(join(directory, "certplan.toml"), "utf8");
  const endpoints = Array.from(estate.matchAll(/address: ([\d.]+):(\d+)\n\s+serverName: (\S+)/g), (match) => {
    const [, host = "", port = "", servername = ""] = match;
    return { host, port: Number(port), servername };
  });
  return { parallelism: Number(/parallelism = (\d+)/.exec(settings)?.[1] ?? 10), endpoints };
}

async function measure(directory: string, fleet: Fleet, rounds: number): Promise<Figures> {
  const times = { plan: [] as number[], validate: [] as number[], bare: [] as number[] };
  const count = fleet.endpoints.length;
  for (let round = 0; round < rounds; round += 1) {
    times.validate.push((await run([certplan, "validate"], directory)).ms);
    const plan = await run([certplan, "plan", "--format", "json"], directory);
    const { unchanged } = (JSON.parse(plan.out) as { summary: { unchanged: number } }).summary;
    if (unchanged !== count) throw new Error(`the plan read ${unchanged} of ${count} endpoints`);
    times.plan.push(plan.ms);
    const loop = await run([bare], directory, JSON.stringify(fleet));
    if (Number(loop.out) !== count) throw new Error(`the bare loop saw ${loop.out.trim()} of ${count} endpoints`);
    times.bare.push(loop.ms);
  }
  return { plan: middle(times.plan), validate: middle(times.validate), bare: middle(times.bare) };
}

function run(args: readonly string[], cwd: string, input = ""): Promise<{ readonly ms: number; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd, stdio: ["pipe", "pipe", "inherit"] });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", () => resolve({ ms: performance.now() - started, out }));
    child.stdin.end(input);
  });
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function report(fleet: Fleet, { plan, validate, bare: loop }: Figures, rounds: number): string {
  const { parallelism, endpoints } = fleet;
  const ideal = (endpoints.length * latencyMs) / parallelism;
  const row = (what: string, ms: number): string =>
    `${what.padEnd(44)} ${(ms / 1000).toFixed(2).padStart(6)} s   ${(ms / ideal).toFixed(1)} × ideal   ${(ms / loop).toFixed(2)} × bare loop\n`;
  return [
    `${endpoints.length} endpoints, ${latencyMs} ms away, ${parallelism} at a time; middle of ${rounds} rounds\n`,
    row("ideal: endpoints × latency / parallelism", ideal),
    row("bare tls.connect loop", loop),
    row("certplan plan", plan),
    row("  of it start and estate (certplan validate)", validate),
  ].join("");
}

await main();
