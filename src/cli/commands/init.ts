import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { ignoreLines, starterEstate, starterSettings } from "../../estate/index.ts";
import { CertplanError } from "../../messages/error.ts";
import { createState } from "../../state/index.ts";
import { openPlace } from "../context.ts";
import type { CommonFlags } from "../flags.ts";
import { answering, type Guarded } from "../guard.ts";
import type { Io } from "../io.ts";

/** `certplan init`: an estate, settings with a new lineage, ignore lines, an empty state. What is there stays as it is. */
export function init(): Guarded {
  return answering("text", async (io, common) => {
    const estate = await writeNew(io.cwd, "certplan.yaml", starterEstate(estateName(io.cwd)));
    const settings = await writeNew(io.cwd, "certplan.toml", starterSettings(randomUUID()));
    const ignored = await ignore(io.cwd);
    // Settings that were there name a state: whether it is there too is for the next command to say.
    const state = settings ? await makeState(io, common) : undefined;
    tell(io, "certplan.yaml", estate);
    tell(io, "certplan.toml", settings);
    tell(io, ".gitignore", ignored);
    if (state !== undefined) tell(io, "state", state);
    io.out("next  declare targets in certplan.yaml, then  certplan validate\n");
    return 0;
  });
}

function tell(io: Io, what: string, written: boolean): void {
  io.out(`${written ? "wrote" : "kept "} ${what}\n`);
}

/** The name of the directory, as far as it may be the name of an estate. */
function estateName(cwd: string): string {
  const name = basename(resolve(cwd))
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
    .slice(0, 60);
  return /[A-Za-z]/.test(name) ? name : "estate";
}

/** A state for the lineage just made. A state of another lineage that lies there is kept, and refused by what comes next. */
async function makeState(io: Io, common: CommonFlags): Promise<boolean> {
  const { ports, settings, directory } = await openPlace(io, common);
  return settings.lineage === undefined ? false : await createState(ports.files, directory, settings.lineage);
}

async function writeNew(cwd: string, name: string, text: string): Promise<boolean> {
  try {
    await writeFile(join(cwd, name), text, { flag: "wx" });
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw unwritable(name, cause);
  }
}

/** Adds the lines that are not there yet. */
async function ignore(cwd: string): Promise<boolean> {
  const path = join(cwd, ".gitignore");
  const before = await readFile(path, "utf8").catch(() => "");
  const missing = ignoreLines.filter((line) => !before.split(/\r?\n/).includes(line));
  if (missing.length === 0) return false;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(path, `${gap}${missing.join("\n")}\n`, { flag: "a" }).catch((cause: unknown) => {
    throw unwritable(".gitignore", cause);
  });
  return true;
}

function unwritable(name: string, cause: unknown): CertplanError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CertplanError({
    code: "FileUnwritable",
    message: `${name} cannot be written: ${why}`,
    hint: "certplan init",
    cause,
  });
}
