import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Io } from "../src/cli/io.ts";
import { buildProgram } from "../src/cli/program.ts";
import { type ErrorKind, exitCodeOf } from "../src/messages/error.ts";
import { errorCodes } from "../src/messages/error-codes.ts";
import { reasonCodes } from "../src/messages/reason-codes.ts";

/** Writes the documents that are made from the sources. With `--check` writes nothing and fails if one is not current. */
async function main(): Promise<void> {
  const documents: Readonly<Record<string, string>> = { "errors.md": errorsDocument(), "cli.md": cliDocument() };
  const check = process.argv.includes("--check");
  const stale: string[] = [];
  for (const [name, text] of Object.entries(documents)) {
    const path = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
    const before = await readFile(path, "utf8").catch(() => "");
    if (before === text) continue;
    stale.push(`docs/${name}`);
    if (!check) await writeFile(path, text);
  }
  if (check && stale.length > 0) {
    process.stderr.write(`not current: ${stale.join(", ")}; run node --import tsx scripts/generate-docs.ts\n`);
    process.exitCode = 1;
  }
}

const exitWords: Readonly<Record<ErrorKind, string>> = {
  input: "invalid input: usage, estate, plan file, state, a secret that does not resolve",
  access: "authentication or permission refused",
  platform: "a platform could not be reached or failed",
  locked: "the state is locked",
  stale: "stale: the live system or the state moved, or another run is open",
  refused: "refused: policy, proof, or an outage that is not accepted",
  stopped: "stopped part-way at a safe point; `certplan apply` goes on",
  unverified: "a change was made and its verification failed",
  interrupted: "interrupted at once",
  defect: "a defect in certplan",
};

function errorsDocument(): string {
  const codes = Object.entries<{ readonly kind: ErrorKind; readonly explain: string }>(errorCodes);
  const sections = Object.entries(exitWords).flatMap(([kind, words]) => {
    const own = codes.filter(([, code]) => code.kind === kind);
    const lines = own.map(([name, { explain }]) => `- **${name}**: ${explain}`);
    return [`## Exit ${exitCodeOf[kind as ErrorKind]}: ${words}`, "", ...lines, ""];
  });
  return [
    "# Errors",
    "",
    "Made from `src/messages/error-codes.ts`. `certplan explain CODE` prints the same.",
    "",
    ...sections,
    "## Reasons, refusals, findings and drift",
    "",
    "Made from `src/messages/reason-codes.ts`. Codes of a platform's own stand in its README.",
    "",
    ...Object.entries(reasonCodes).map(([name, explain]) => `- **${name}**: ${explain}`),
    "",
  ].join("\n");
}

const silent: Io = {
  out: () => undefined,
  err: () => undefined,
  outIsTerminal: false,
  errIsTerminal: false,
  inIsTerminal: false,
  columns: () => undefined,
  env: {},
  cwd: ".",
  now: () => 0,
  ask: () => Promise.resolve(""),
  every: () => () => undefined,
  onSignal: () => () => undefined,
  exitNow: () => undefined,
};

function cliDocument(): string {
  const program = buildProgram(silent);
  const options = program.createHelp().visibleOptions(program);
  const shared = options.map((option) => `- \`${option.flags}\`: ${option.description}`);
  const sections = program.commands.flatMap((command) => [command, ...command.commands]).map(commandSection);
  const exits = (Object.entries(exitWords) as [ErrorKind, string][])
    .map(([kind, words]): readonly [number, string] => [exitCodeOf[kind], words])
    .concat([
      [0, "done, or nothing to do"],
      [2, "changes due (`plan --detailed-exitcode`), drift found (`drift`)"],
    ])
    .toSorted(([a], [b]) => a - b);
  return [
    "# Command line",
    "",
    "Made from the program itself; `certplan help COMMAND` prints the same.",
    "",
    "Results go to stdout, progress and diagnostics to stderr. With `--format json` stdout is one JSON document, with",
    "`--format jsonl` one event a line. Colour only on a terminal; `NO_COLOR` is obeyed.",
    "",
    "## Flags of every command",
    "",
    ...shared,
    "",
    ...sections,
    "## Exit codes",
    "",
    "| exit | meaning |",
    "|---|---|",
    ...exits.map(([code, words]) => `| ${code} | ${words} |`),
    "",
  ].join("\n");
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?]$/.test(words) ? "" : "."}`;
}

function commandSection(command: Command): string {
  const help = command.createHelp();
  const name = command.parent?.parent == null ? command.name() : `${command.parent.name()} ${command.name()}`;
  const own = help
    .visibleOptions(command)
    .filter((option) => option.long !== "--help")
    .map((option) => `- \`${option.flags}\`: ${help.optionDescription(option)}`);
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  const args = command.registeredArguments.map(
    (argument) => `- \`${argument.name()}\`: ${help.argumentDescription(argument)}`,
  );
  const usage = ["certplan", name, ...words].join(" ");
  return [
    `## ${usage}`,
    "",
    sentence(command.description()),
    "",
    ...args,
    ...own,
    ...(args.length + own.length > 0 ? [""] : []),
  ].join("\n");
}

await main();
