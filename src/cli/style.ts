import type { Settings } from "../model/settings.ts";
import { plainPalette, type Style, shellWord } from "../report/index.ts";
import { type CommonFlags, repeatedFlags } from "./flags.ts";
import { columnsOf, type Io } from "./io.ts";

const widest = 100;

/**
 * How text on stdout or stderr is to look: colour and width from what the stream is, signs from the locale. `setting`
 * is `output.color` of the settings, where they have been read.
 */
export async function styleFor(
  io: Io,
  common: CommonFlags,
  stream: "out" | "err",
  setting: Settings["color"] = "auto",
): Promise<Style> {
  const terminal = stream === "out" ? io.outIsTerminal : io.errIsTerminal;
  const coloured = common.color && (setting === "always" || (setting === "auto" && terminal && !noColor(io)));
  return {
    now: io.now(),
    width: Math.max(40, Math.min(widest, columnsOf(io) ?? widest)),
    palette: coloured ? new (await import("chalk")).Chalk({ level: 1 }) : plainPalette,
    symbols: speaksUnicode(io.env) ? "unicode" : "ascii",
    flags: repeatedFlags(common, shellWord),
    verbose: common.verbose === true,
  };
}

/** https://no-color.org: set and not empty. */
function noColor(io: Io): boolean {
  return (io.env["NO_COLOR"] ?? "") !== "" || io.env["TERM"] === "dumb";
}

/** The locale's character set, in the order in which POSIX reads the variables; UTF-8 if none is set. */
function speaksUnicode(env: Io["env"]): boolean {
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((value) => value !== undefined && value !== "");
  if (env["TERM"] === "linux") return false;
  return locale === undefined || /utf-?8/i.test(locale);
}
