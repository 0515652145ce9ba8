import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { type PlantedBug, plantedBugs } from "./planted-bugs/bugs.ts";

/**
 * `npm run planted-bugs [-- NAME…]`: plants each bug in a copy of the sources and counts the seeds that the simulation
 * needs to find it. Exit 1 if one is not found within 200, or cannot be planted any more.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const limit = 200;

async function main(names: readonly string[]): Promise<void> {
  const bugs = plantedBugs.filter(({ name }) => names.length === 0 || names.includes(name));
  const atOnce = pLimit(availableParallelism());
  const hunts = bugs.map((bug) => ({ bug, hunted: atOnce(() => hunt(bug)) }));
  for (const { bug, hunted } of hunts) {
    const found = await hunted;
    if (!found.found) process.exitCode = 1;
    process.stdout.write(`${found.found ? "found" : "NOT FOUND"}  ${bug.name}: ${found.sentence}\n`);
  }
}

interface Hunt {
  readonly found: boolean;
  readonly sentence: string;
}

async function hunt(bug: PlantedBug): Promise<Hunt> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-planted-"));
  try {
    for (const part of ["src", "test", "scripts", "schemas", "package.json", "tsconfig.json"]) {
      await cp(join(root, part), join(directory, part), { recursive: true });
    }
    await symlink(join(root, "node_modules"), join(directory, "node_modules"));
    const file = join(directory, bug.file);
    const text = await readFile(file, "utf8");
    if (text.split(bug.find).length !== 2)
      return { found: false, sentence: `${bug.file} does not hold its place once` };
    await writeFile(
      file,
      text.replace(bug.find, () => bug.plant),
    );
    const out = await simulate(directory, bug.target);
    const alone = /uninterrupted, it ends with (exit \d+)/.exec(out)?.[1];
    if (alone !== undefined)
      return { found: true, sentence: `before the first seed: uninterrupted, it ends with ${alone}` };
    const seed = /BROKEN [^,]+, seed (\d+): (.*)/.exec(out);
    if (seed === null) return { found: false, sentence: `not within ${limit} seeds: ${out.trim().slice(-300)}` };
    return { found: true, sentence: `after ${seed[1]} seeds: ${(seed[2] ?? "").slice(0, 160)}` };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function simulate(directory: string, target: string): Promise<string> {
  const argv = ["--import", "tsx", "scripts/simulate.ts", "--seeds", String(limit), "--target", target, "--first"];
  const child = spawn(process.execPath, argv, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      out += text;
    });
  }
  return new Promise((resolve) => child.on("close", () => resolve(out)));
}

await main(process.argv.slice(2));
