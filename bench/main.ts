import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import type { Benchmark, Figure, Size } from "./figure.ts";
import { journal } from "./journal.ts";
import { busyLine, machineLine } from "./machine.ts";
import { planSize } from "./plan-size.ts";
import { proof } from "./proof.ts";
import { start } from "./start.ts";
import { markdownTable, textTable } from "./table.ts";
import { tlsFleet } from "./tls-fleet.ts";

/** In the order of the table. */
const benchmarks: Readonly<Record<string, Benchmark>> = { plan: planSize, proof, journal, start, tls: tlsFleet };

/**
 * Runs the benchmarks one after the other (all, unless some are named; full size, unless `small` is said) and prints
 * what came out beside the bars. Exit 1 if a bar is missed. `--write` puts the table into docs/BENCHMARKS.md.
 */
async function main(args: readonly string[]): Promise<void> {
  const { names, size, write } = readArguments(args);
  const figures: Figure[] = [];
  const conditions: string[] = [];
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    conditions.push(`before ${name}: ${await busyLine()}`);
    figures.push(...((await benchmarks[name]?.(size)) ?? []));
  }
  const about = [machineLine(), ...conditions];
  process.stdout.write(`${textTable(figures)}\n${about.map((line) => `${line}\n`).join("")}`);
  if (write) {
    const command = ["npm run bench --", size, ...args.filter((arg) => arg in benchmarks)].join(" ");
    const lines = [`\`${command}\`, ${new Date().toISOString().slice(0, 10)}`, ...about];
    await writeDocument(`${lines.map((line) => `- ${line}\n`).join("")}\n${markdownTable(figures)}`);
  }
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
}

interface Asked {
  readonly names: readonly string[];
  readonly size: Size;
  readonly write: boolean;
}

function readArguments(args: readonly string[]): Asked {
  const names = args.filter((arg) => arg in benchmarks);
  const unknown = args.filter((arg) => !names.includes(arg) && !["small", "full", "--write"].includes(arg));
  if (unknown.length > 0) {
    const usage = `npm run bench -- [small|full] [${Object.keys(benchmarks).join("|")}]… [--write]`;
    throw new Error(`${unknown.join(" ")} is not known: ${usage}`);
  }
  return {
    names: names.length === 0 ? Object.keys(benchmarks) : names,
    size: args.includes("small") ? "small" : "full",
    write: args.includes("--write"),
  };
}

const document = new URL("../docs/BENCHMARKS.md", import.meta.url);
const markers = ["<!-- figures: written by npm run bench -- --write -->", "<!-- end of figures -->"] as const;

/** Puts the text between the markers of docs/BENCHMARKS.md. */
async function writeDocument(text: string): Promise<void> {
  const old = await readFile(document, "utf8");
  const [begin, end] = markers.map((marker) => old.indexOf(marker)) as [number, number];
  if (begin === -1 || end < begin) throw new Error(`docs/BENCHMARKS.md has no ${markers.join(" … ")}`);
  await writeFile(document, `${old.slice(0, begin)}${markers[0]}\n\n${text}\n${old.slice(end)}`);
}

await main(process.argv.slice(2));
