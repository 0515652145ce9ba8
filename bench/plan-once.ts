import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { planCommand } from "../src/commands/index.ts";
import { estateLoader } from "../src/estate/index.ts";
import { issueCertificate, loadPki, parsePemBundle } from "../src/pki/index.ts";
import { providers } from "../src/providers/index.ts";
import { jsonDocument, plainPalette, planMarkdown, planText } from "../src/report/index.ts";
import { simulatedPorts } from "../src/simulation/ports.ts";
import { emptyWorld, World } from "../src/simulation/world.ts";

/**
 * One plan of `process.argv[2]` targets, from the text of the estate to the printed plan, where reading costs nothing:
 * TLS endpoints of which one certificate in ten ends soon. A process of its own, because it tells its largest memory.
 * The last line is JSON: `PlannedOnce`.
 */
async function main(count: number): Promise<void> {
  const now = Date.UTC(2026, 10, 21);
  const handshakes = await handshakesAt(now);
  const yaml = estateOf(count);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const load = await estateLoader();
  const estate = await load([{ name: "certplan.yaml", text: yaml }], async () => new Uint8Array());
  const loaded = performance.now();
  const world = new World(emptyWorld(now));
  const ports = {
    ...simulatedPorts(world, world.spawn("bench"), {}),
    clock: { now: () => now, sleep: async () => undefined },
    tls: { handshake: async ({ port }: { readonly port: number }) => handshakes[port % 10 === 0 ? "soon" : "good"] },
    files: { ...nothingThere },
  };
  const { plan } = await planCommand(
    {
      ports: ports as never,
      registry: providers({ systemAnchors: () => [] }),
      estate,
      settings: settingsOf(),
      certplanVersion: "bench",
      emit: () => undefined,
    },
    { only: [], exclude: [], rotate: [] },
  );
  const planned = performance.now();
  const style = { now, width: 100, palette: plainPalette, symbols: "unicode", flags: "", verbose: false } as const;
  const printed = [planText(plan, style), planMarkdown(plan, now, { flags: "" }), jsonDocument(plan)];
  const done = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  if (plan.summary.unchanged !== count || printed.includes(""))
    throw new Error(`${plan.summary.unchanged} of ${count} were read`);
  const figures: PlannedOnce = {
    loadMs: Math.round(loaded - began),
    planMs: Math.round(planned - loaded),
    printMs: Math.round(done - planned),
    totalMs: Math.round(done - began),
    workedMs: Math.round((user + system) / 1000),
    peakMb: Math.round(await peakMegabytes()),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** Reading the estate, planning and printing in all three forms; their sum, and its processor time; peak resident memory in MB. */
export interface PlannedOnce {
  readonly loadMs: number;
  readonly planMs: number;
  readonly printMs: number;
  readonly totalMs: number;
  readonly workedMs: number;
  readonly peakMb: number;
}

const nothingThere = { read: async () => undefined, list: async () => [] };

function settingsOf(): Parameters<typeof planCommand>[0]["settings"] {
  return {
    statePath: "/nowhere",
    persistent: true,
    parallelism: 64,
    lockTimeoutMs: 0,
    graceMs: 0,
    timing: { requestTimeoutMs: 1000, pollMs: 10 },
  };
}

function estateOf(count: number): string {
  const targets = Array.from(
    { length: count },
    (_none, index) =>
      `  - name: t${index}\n    type: tls\n    address: 10.0.0.1:${1 + (index % 60_000)}\n    serverName: portal.example.com\n    trust: { pins: ["sha256:${"0".repeat(64)}"] }\n`,
  );
  return `version: 1\nestate: bench\ntargets:\n${targets.join("")}`;
}

async function handshakesAt(now: number): Promise<Readonly<Record<"good" | "soon", unknown>>> {
  await loadPki();
  const key = await readFile(new URL("../test/keys/rsa-2048-01.pem", import.meta.url), "utf8");
  const leaf = async (days: number): Promise<unknown> => {
    const pem = await issueCertificate({
      subject: "CN=portal.example.com",
      publicKey: createPublicKey(key),
      issuer: { self: key },
      serialNumber: "01",
      notBefore: now - 86_400_000,
      notAfter: now + days * 86_400_000,
      sans: ["DNS:portal.example.com"],
    });
    return { outcome: "seen", chain: parsePemBundle(pem), protocol: "TLSv1.3", clientCertificateRequested: false };
  };
  return { good: await leaf(90), soon: await leaf(5) };
}

/** The largest resident set that this process had, as the kernel counts it; in units of 10^6 bytes. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return peak === undefined ? process.memoryUsage().rss / 1e6 : (Number(peak) * 1024) / 1e6;
}

await main(Number(process.argv[2]));
