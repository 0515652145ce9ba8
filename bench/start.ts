import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certplan, run } from "./child.ts";
import { type Benchmark, type Figure, middle, middleRatio, ratioWithin } from "./figure.ts";

/**
 * How long the built program takes to print its version and its help, and to read an estate of one target, against
 * Node.js that does nothing. Whole processes, all in turn; the middle one of many rounds.
 */
export const start: Benchmark = async (size) => {
  const directory = await mkdtemp(join(tmpdir(), "certplan-start-"));
  try {
    await writeFile(join(directory, "certplan.yaml"), estate);
    const took = await inTurn(size === "full" ? 101 : 15, directory);
    const empty = took[0] ?? [];
    return commands.map(({ what, limit }, index): Figure => {
      const times = took[index] ?? [];
      const name = `start of \`${what}\` against \`node -e 0\``;
      const ratio = middleRatio(times, empty);
      const note = ` (${Math.round(middle(times))} ms)`;
      return limit === undefined
        ? { what: name, figure: `${ratio.toFixed(2)} ×${note}` }
        : ratioWithin(name, ratio, limit, note);
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const estate = `version: 1
estate: one
targets:
  - name: portal
    type: tls
    address: portal.example.com:443
`;

interface Started {
  readonly what: string;
  readonly args: readonly string[];
  readonly limit?: number;
}

const commands: readonly Started[] = [
  { what: "node -e 0", args: ["-e", "0"] },
  { what: "certplan --version", args: [certplan, "--version"], limit: 1.6 },
  { what: "certplan --help", args: [certplan, "--help"], limit: 1.6 },
  { what: "certplan validate", args: [certplan, "validate"] },
];

/** The times of each command, round by round. */
async function inTurn(rounds: number, cwd: string): Promise<readonly (readonly number[])[]> {
  const took = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { args }] of commands.entries()) took[index]?.push((await run(args, { cwd })).ms);
  }
  return took;
}
