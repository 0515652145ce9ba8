import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { certplan, run, says, script } from "./child.ts";
import { type Benchmark, counted, type Figure, middle, middleRatio, ratioWithin, seconds } from "./figure.ts";

/**
 * How long the built `certplan plan` takes for many TLS endpoints that answer after a latency, against what the latency
 * alone costs, a bare `tls.connect` loop, and such a loop that shares one context. Whole fresh processes, all in turn;
 * the endpoints are a process of their own. The bar is the bare loop: the ideal knows neither a process that starts nor a
 * handshake, and where the latency is short no loop comes near it.
 */
export const tlsFleet: Benchmark = async (size) => {
  const figures: Figure[] = [];
  for (const count of size === "full" ? [1_000, 5_000] : [200]) {
    for (const latencyMs of [50, 250]) {
      figures.push(...(await measure({ count, latencyMs, rounds: size === "full" ? 5 : 1, barred: size === "full" })));
    }
  }
  return figures;
};

const bare = fileURLToPath(new URL("./bare-handshakes.js", import.meta.url));

interface Measurement {
  readonly count: number;
  readonly latencyMs: number;
  readonly rounds: number;
  /** A few endpoints are read before the program has started: only many tell what a read costs. */
  readonly barred: boolean;
}

async function measure(measurement: Measurement): Promise<readonly Figure[]> {
  const { count, latencyMs } = measurement;
  const directory = await mkdtemp(join(tmpdir(), "certplan-fleet-"));
  const fleet = spawn(process.execPath, script("./fleet.ts", String(count), String(latencyMs)), {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await says(fleet, "the fleet is up");
    return figuresOf(measurement, await inTurn(directory, measurement));
  } finally {
    fleet.kill("SIGKILL");
    await rm(directory, { recursive: true, force: true });
  }
}

/** Wall times in milliseconds, round by round; `ideal` is what the latency alone takes. */
interface Times {
  readonly plan: readonly number[];
  readonly bare: readonly number[];
  readonly sharing: readonly number[];
  readonly ideal: number;
}

async function inTurn(directory: string, { count, latencyMs, rounds }: Measurement): Promise<Times> {
  const { parallelism, endpoints } = await readFleet(directory);
  const loop = async (sharesContext: boolean): Promise<number> => {
    const { out, ms } = await run([bare], {
      cwd: directory,
      input: JSON.stringify({ parallelism, sharesContext, endpoints }),
    });
    if (Number(out) !== count) throw new Error(`the loop saw ${out.trim()} of ${count} endpoints`);
    return ms;
  };
  const times = {
    plan: [] as number[],
    bare: [] as number[],
    sharing: [] as number[],
    ideal: (count * latencyMs) / parallelism,
  };
  for (let round = 0; round < rounds; round += 1) {
    const plan = await run([certplan, "plan", "--format", "json"], { cwd: directory });
    const { unchanged } = (JSON.parse(plan.out) as { summary: { unchanged: number } }).summary;
    if (unchanged !== count) throw new Error(`the plan read ${unchanged} of ${count} endpoints`);
    times.plan.push(plan.ms);
    times.bare.push(await loop(false));
    times.sharing.push(await loop(true));
  }
  return times;
}

async function readFleet(directory: string): Promise<{ readonly parallelism: number; readonly endpoints: object[] }> {
  const estate = await readFile(join(directory, "certplan.yaml"), "utf8");
  const settings = await readFile(join(directory, "certplan.toml"), "utf8");
  const endpoints = Array.from(estate.matchAll(/address: ([\d.]+):(\d+)\n\s+serverName: (\S+)/g), (match) => {
    const [, host = "", port = "", servername = ""] = match;
    return { host, port: Number(port), servername };
  });
  return { parallelism: Number(/parallelism = (\d+)/.exec(settings)?.[1]), endpoints };
}

function figuresOf({ count, latencyMs, barred }: Measurement, times: Times): readonly Figure[] {
  const { plan, ideal } = times;
  const what = `plan of ${counted(count)} TLS endpoints ${latencyMs} ms away`;
  const toIdeal = unbarred(ratioWithin(`${what}, against ideal`, middle(plan) / ideal, 1.3, ` of ${seconds(ideal)}`));
  const to = (name: string, loop: readonly number[]): Figure =>
    ratioWithin(`${what}, against ${name}`, middleRatio(plan, loop), 1.3, ` of ${seconds(middle(loop))}`);
  const toBare = to("a bare loop", times.bare);
  const toSharing = unbarred(to("one that shares a context", times.sharing));
  return [toIdeal, barred ? toBare : unbarred(toBare), toSharing];
}

function unbarred({ what, figure }: Figure): Figure {
  return { what, figure };
}
