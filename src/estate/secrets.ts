import type { Secret } from "../generated/estate.ts";
import type { SecretReference } from "../model/target.ts";
import { besideFile, programBesideFile } from "./paths.ts";

/** A valid secret reference that stands in `file`, with its paths resolved. */
export function secretBeside(file: string, declared: Secret): SecretReference {
  if ("file" in declared) return { file: besideFile(file, declared.file) };
  if ("env" in declared) return { env: declared.env };
  const [program = "", ...argv] = declared.command;
  return { command: [programBesideFile(file, program), ...argv] };
}
