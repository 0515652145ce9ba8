import { posix } from "node:path";
import type { OutputDeclaration, Outputs } from "../generated/estate.ts";
import type { Output } from "../model/target.ts";
import { checkUnique, checkWord, type KeyContext } from "./key-context.ts";
import { besideFile } from "./paths.ts";
import { programOf } from "./programs.ts";

/** `outputs`. Reports what the type cannot give, and two that write one file. */
export function outputsOf(declared: Outputs, { type, file, report }: KeyContext): readonly Output[] {
  const outputs = declared.map((output) => outputOf(output, file));
  for (const [index, { what }] of outputs.entries()) {
    checkWord(what, type.outputs, {
      path: ["outputs", index, "what"],
      what: `type ${type.type} has no output`,
      report,
    });
  }
  checkUnique(outputs.map(fileWritten), { key: "outputs", part: "file", report });
  return outputs;
}

/** The file that an output writes, in one spelling: `/srv//ca.pem` is `/srv/ca.pem`. Undefined for a program. */
export function fileWritten({ to }: Output): string | undefined {
  return "file" in to ? posix.normalize(to.file) : undefined;
}

function outputOf(declared: OutputDeclaration, file: string): Output {
  const { what } = declared;
  if ("run" in declared) return { what, to: programOf(declared, file) };
  const { file: path, mode, merge } = declared;
  return { what, to: { file: besideFile(file, path), mode: modeOf(mode), merge: merge ?? false } };
}

/** YAML 1.2 reads 0600 as the decimal number 600: its digits are the octal ones that were meant. */
function modeOf(declared: number | string | undefined): number {
  return Number.parseInt(String(declared ?? "0600"), 8);
}
