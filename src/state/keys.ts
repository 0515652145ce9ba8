import { createHash, createPublicKey } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { RunKeys } from "../model/provider.ts";
import type { Settings } from "../model/settings.ts";
import type { Files, KeyPair, Keys } from "../ports/index.ts";
import { readText } from "./durable.ts";
import { parentOf, shortHash } from "./layout.ts";

/** The directory of the keys of all runs. */
export function keysPathOf({ keysPath, statePath }: Pick<Settings, "keysPath" | "statePath">): string {
  return keysPath ?? `${statePath}/keys`;
}

/** Where the keys of a run lie: `<directory>/<run>/`. */
export interface KeyFolder {
  /** `keysPathOf` the settings. */
  readonly directory: string;
  readonly run: string;
}

/** Where the programs of one step leave their output: it may hold a secret, and goes with the keys of the run. */
export function outputFileOf({ directory, run }: KeyFolder, step: string): string {
  return `${directory}/${run}/output-${shortHash(step)}`;
}

/**
 * The keys of one run, each in a file of its own. `obtain` gives the same key for the same name, whichever process asks
 * and wherever an earlier one died; when it settles, the key survives a loss of power.
 * Throws DiskFailed, and StateDamaged for a file that holds no key.
 */
export function runKeys(ports: { readonly files: Files; readonly keys: Keys }, folder: KeyFolder): RunKeys {
  const { files, keys } = ports;
  const inFolder = `${folder.directory}/${folder.run}`;
  const find = async (name: string): Promise<KeyPair | undefined> => {
    const path = `${inFolder}/${fileOf(name)}`;
    const text = await readText(files, path);
    return text === undefined ? undefined : pairOf(text, path);
  };
  return {
    find,
    obtain: async (name, type) => {
      if ((await find(name)) === undefined) {
        const { privateKeyPem } = await keys.make(type);
        await files.makeDirectory(inFolder);
        await files.createExclusively(`${inFolder}/${fileOf(name)}`, new TextEncoder().encode(privateKeyPem));
      }
      // Also for a key that was there: who made it may have died before this.
      for (const directory of [inFolder, folder.directory, parentOf(folder.directory)]) {
        await files.syncDirectory(directory);
      }
      const pair = await find(name);
      if (pair === undefined) throw gone(`${inFolder}/${fileOf(name)}`);
      return pair;
    },
  };
}

/**
 * Removes every key of a run that needs none any more, and what its programs wrote; when it settles, a loss of power does not bring them back.
 * May be repeated. Throws DiskFailed.
 */
export async function removeRunKeys(files: Files, { directory, run }: KeyFolder): Promise<void> {
  await files.removeDirectory(`${directory}/${run}`);
  // Also where the run's folder is gone already: who removed it may have died before this.
  const siblings = await files.list(parentOf(directory));
  if (siblings.includes(directory.slice(directory.lastIndexOf("/") + 1))) await files.syncDirectory(directory);
}

const longestName = 200;

/** Step ids hold slashes; few file systems take a name of more than 255 bytes. */
function fileOf(name: string): string {
  const readable = encodeURIComponent(name);
  const stem = readable.length <= longestName ? readable : createHash("sha256").update(name).digest("hex");
  return `${stem}.pem`;
}

function pairOf(privateKeyPem: string, path: string): KeyPair {
  try {
    const publicKeyPem = createPublicKey(privateKeyPem).export({ type: "spki", format: "pem" }).toString();
    return { privateKeyPem, publicKeyPem };
  } catch {
    // The library's error is no cause here: it may hold what was read.
    throw new CertplanError({
      code: "StateDamaged",
      message: `${path} does not hold a private key any more`,
      hint: "certplan state verify",
    });
  }
}

function gone(path: string): CertplanError {
  return new CertplanError({ code: "DiskFailed", message: `${path} was made and is not there` });
}
