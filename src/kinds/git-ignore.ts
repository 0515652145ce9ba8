import { CertplanError } from "../messages/error.ts";
import type { Act } from "../model/provider.ts";
import type { Files } from "../ports/index.ts";
import { folderOf } from "./output-file.ts";

/**
 * Throws OutputRefused for a file inside a git work tree that git does not ignore: the next commit would publish it.
 * Where git is not there, or gives no answer, a `.git` in a folder above is enough to refuse.
 */
export async function refuseIfInGit(act: Act, file: string): Promise<void> {
  const asked = await act.exec({
    argv: ["git", "check-ignore", "--quiet", "--", nameOf(file)],
    directory: folderOf(file),
    timeoutMs: 30_000,
    maxBytes: 100_000,
  });
  // 0: ignored, 1: not ignored, 128: no work tree, or git does not want to look at it
  const answer = asked.outcome === "exited" ? asked.code : undefined;
  if (answer === 0) return;
  if (answer !== 1 && !(await isUnderGit(act.files, file))) return;
  throw new CertplanError({
    code: "OutputRefused",
    message: `${file} lies in a git work tree${answer === 1 ? ", and git does not ignore it" : ""}`,
    hint: `add it to .gitignore, then: certplan apply`,
  });
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

async function isUnderGit(files: Files, file: string): Promise<boolean> {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if ((await files.list(folder)).includes(".git")) return true;
    if (folder === "/" || folder === ".") return false;
  }
}
