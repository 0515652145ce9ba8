import { posix } from "node:path";

/** A path that stands in a file, as the working directory sees it. Absolute paths stay; both use `/`. */
export function besideFile(file: string, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path);
}

/** A program that is named by a path is beside the file; a bare name is looked up in PATH and stays. */
export function programBesideFile(file: string, program: string): string {
  if (!program.includes("/")) return program;
  const path = besideFile(file, program);
  return path.includes("/") ? path : `./${path}`;
}
