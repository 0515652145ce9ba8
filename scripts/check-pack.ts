import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";

/**
 * Packs the package as `npm publish` would, looks at what is inside, installs it in an empty folder and runs it there.
 * Gives what is wrong, in words. npm fetches the dependencies the way `npm ci` does.
 */
async function checkPack(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "certplan-pack-"));
  try {
    const tarball = pack(folder);
    await install(folder, tarball);
    const installed = join(folder, "home/node_modules/certplan");
    const files = await filesBelow(installed);
    const faults = [
      ...shapeFaults(files),
      ...(await contentFaults(installed, files)),
      ...runFaults(join(folder, "home")),
    ];
    if (faults.length === 0)
      console.log(`the tarball holds ${files.length} files, installs in an empty folder and runs`);
    return faults;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const root = resolve(import.meta.dirname, "..");

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly all: string;
}

function run(directory: string, argv: readonly [string, ...string[]]): Ended {
  const [command, ...rest] = argv;
  const { status, stdout, stderr } = spawnSync(command, rest, { cwd: directory, encoding: "utf8", timeout: 300_000 });
  return { exit: status, out: stdout, all: `${stdout}${stderr}` };
}

/** Gives the path of the tarball. */
function pack(folder: string): string {
  const { exit, all } = run(root, ["npm", "pack", "--silent", "--pack-destination", folder]);
  const name = /^certplan-.*\.tgz$/m.exec(all)?.[0];
  if (exit !== 0 || name === undefined) throw new Error(`npm pack: exit ${exit}\n${all}`);
  return join(folder, name);
}

async function install(folder: string, tarball: string): Promise<void> {
  await mkdir(join(folder, "home"));
  await writeFile(join(folder, "home/package.json"), '{ "private": true }\n');
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  const { exit, all } = run(join(folder, "home"), ["npm", "install", ...flags, tarball]);
  if (exit !== 0) throw new Error(`npm install: exit ${exit}\n${all}`);
}

const topLevel = ["CHANGELOG.md", "LICENSE", "README.md", "dist", "docs", "examples", "package.json", "schemas"];
const kinds = /^(?:dist\/.+\.(?:js|d\.ts)|docs\/.+\.md|schemas\/.+\.json|examples\/.+\.(?:yaml|toml|pem|md|sh)|[^/]+)$/;

/** Everything that belongs there, nothing else: no tests, no sources, nothing that is left from an older build. */
function shapeFaults(files: readonly string[]): readonly string[] {
  const faults: string[] = [];
  const found = [...new Set(files.map((file) => file.split("/")[0] ?? ""))].toSorted();
  if (found.join() !== topLevel.join()) faults.push(`at the top are ${found.join(", ")}, not ${topLevel.join(", ")}`);
  for (const file of files) {
    if (!kinds.test(file)) faults.push(`${file} does not belong into the package`);
    const source = /^dist\/(.+?)(?:\.d\.ts|\.js)$/.exec(file)?.[1];
    if (source !== undefined && !existsSync(join(root, "src", `${source}.ts`)))
      faults.push(`${file} has no source any more: remove dist and build again`);
  }
  return faults;
}

async function contentFaults(installed: string, files: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const file of files) {
    const text = await readFile(join(installed, file), "utf8");
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16}/.test(text))
      faults.push(`${file} holds a private key`);
    if (text.includes(root)) faults.push(`${file} names a path of this machine`);
  }
  return faults;
}

/** What a newcomer does first, without a network. */
function runFaults(home: string): readonly string[] {
  const version = JSON.parse(run(root, ["npm", "pkg", "get", "version"]).out) as string;
  const expected: readonly (readonly [argv: readonly string[], out: RegExp])[] = [
    [["--version"], new RegExp(`^${version.replaceAll(".", "\\.")}\n$`)],
    [["lab", "list"], /^opsman-leaves /],
    [["init"], /^wrote certplan\.yaml\n[^]*next {2}.*certplan validate\n$/],
    [["validate"], /: 0 targets, valid\.\n$/],
    [["explain", "WorldMoved"], /WorldMoved/],
  ];
  return expected.flatMap(([argv, out]) => {
    const ended = run(home, ["npx", "--no-install", "certplan", ...argv]);
    if (ended.exit === 0 && out.test(ended.out)) return [];
    return [`certplan ${argv.join(" ")} in an empty folder: exit ${ended.exit}\n${ended.all}`];
  });
}

async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}

const faults = await checkPack();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
