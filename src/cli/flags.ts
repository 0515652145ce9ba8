import { Command, InvalidArgumentError, Option } from "commander";
import type { Selection } from "../model/plan.ts";

/** Flags of every command. */
export interface CommonFlags {
  readonly file: readonly string[];
  readonly state?: string;
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly now?: string;
  readonly insecure?: boolean;
}

/** Flags that choose targets. */
export interface SelectionFlags {
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rotate?: readonly string[];
}

/** Adds the flags of every command to the program itself: they may stand before or behind the command. */
export function addCommonFlags(program: Command): Command {
  return program
    .addOption(
      new Option("-f, --file <path>", "estate file or directory; may be repeated")
        .argParser(collect)
        .default([], "certplan.yaml"),
    )
    .option("--state <path>", "state directory, instead of the one that certplan.toml names")
    .option("--no-color", "no colour, also not on a terminal")
    .option("-q, --quiet", "no progress")
    .option("--verbose", "everything that is otherwise folded, and stack traces of defects")
    .option("--insecure", "in CI too, talk to targets whose trust has verify: false")
    .option("--now <instant>", "plan and drift as of that instant (2026-12-31T18:00:00Z)");
}

/** Adds --only, --exclude and --rotate. */
export function addSelectionFlags(command: Command): Command {
  return command
    .option("--only <name...>", "only these targets")
    .option("--exclude <name...>", "all targets but these")
    .option("--rotate <name...>", "make these targets due, whatever their dates");
}

/** The targets that the flags choose, as a plan notes them. */
export function selectionOf({ only = [], exclude = [], rotate = [] }: SelectionFlags): Selection {
  return { only, exclude, rotate };
}

export function formatFlag(formats: readonly string[]): Option {
  return new Option("--format <format>", "how the result is written").choices(formats).default(formats[0]);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** `--expect`: the whole digest, as `plan` prints it. */
export function digestArgument(value: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(value)) return value;
  throw new InvalidArgumentError("It is sha256: and 64 hex digits, as certplan plan prints it.");
}

/** Flags to repeat in commands that are suggested, as they were typed. */
export function repeatedFlags(flags: CommonFlags, quote: (word: string) => string): string {
  const files = flags.file.map((file) => ` -f ${quote(file)}`).join("");
  const state = flags.state === undefined ? "" : ` --state ${quote(flags.state)}`;
  return `${files}${state}${flags.insecure === true ? " --insecure" : ""}`;
}
