import fs from "node:fs/promises";
import { resolve } from "node:path";

/**
 * The file that a program's name stands for, as execvp(3) finds it: a name with a slash counts from the directory, any
 * other is looked for along `path`. Looked at before anything is started, so that a failure of this kind is certain to
 * have had no effect.
 */
export async function findProgram(
  name: string,
  directory: string,
  path = "/usr/bin:/bin",
): Promise<{ readonly path: string } | { readonly why: string }> {
  if (name === "") return { why: "no program is named" };
  const folders = name.includes("/") ? [""] : path.split(":");
  let why = "there is no such program";
  for (const folder of folders) {
    const candidate = resolve(directory, folder, name);
    const status = await fs.stat(candidate).catch(() => undefined);
    if (status?.isFile() !== true) continue;
    if (await isExecutable(candidate)) return { path: candidate };
    why = `${candidate} is not executable`;
  }
  return { why };
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await fs.access(path, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
