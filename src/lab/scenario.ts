import { CertplanError } from "../messages/error.ts";
import type { Clock, Files, Keys, Random } from "../ports/index.ts";
import { createState } from "../state/index.ts";
import type { LabAuthority, Mint } from "./authority.ts";

/** What a scenario runs on. */
export interface LabPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly keys: Keys;
}

/** The parts that every scenario is built from. */
export interface LabSite {
  readonly ports: LabPorts;
  readonly mint: Mint;
  readonly authority: LabAuthority;
}

/** A target of a scenario that is up, with the lines that declare it. */
export interface LabTarget {
  readonly name: string;
  /** For people: where it listens. */
  readonly address: string;
  /** For people: what is special about it. */
  readonly explain: string;
  /** Lines under `issuers:` in the estate that the entry refers to, without indentation. */
  readonly issuers?: readonly string[];
  /** The entry under `targets:` in the estate, without indentation. */
  readonly yaml: readonly string[];
  /** Files that the entry refers to, by path relative to the estate: public ones, and secrets. */
  readonly files: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Path of the lab's root certificate, relative to the estate. */
export const rootFile = "ca/lab-root.pem";

/** What the lab writes into a directory: none of it may be there. */
const topLevel = ["certplan.yaml", "certplan.toml", ".certplan", "ca", "secrets"];

const policy = [
  "policies:",
  "  baseline:",
  "    renewBefore: 30d",
  "    finishBefore: 7d",
  "    signatureHash: [sha256, sha384, sha512]",
  "    minimumKey: { rsa: 2048, ec: 256, ed25519: any }",
  "defaults: { policy: baseline }",
];

/**
 * Writes certplan.yaml, certplan.toml, an empty state and everything they refer to, so that certplan runs in
 * `directory` with no environment at all. All files are 0600. Overwrites nothing.
 * @throws LabDirectoryTaken (input) if something that it writes is there already.
 */
export async function writeEstate(
  site: LabSite,
  directory: string,
  estate: { readonly name: string; readonly targets: readonly LabTarget[] },
): Promise<void> {
  const { files, random } = site.ports;
  const lineage = uuid(await random.bytes(16));
  const all: Record<string, string> = { [rootFile]: site.authority.root.certificate };
  for (const target of estate.targets) Object.assign(all, target.files);
  const taken = (await files.list(directory)).find((name) => topLevel.includes(name));
  if (taken !== undefined) throw directoryTaken(`${directory}/${taken}`);
  await writeNew(files, directory, "certplan.yaml", estateText(estate.name, estate.targets));
  await writeNew(files, directory, "certplan.toml", settingsText(lineage));
  for (const [path, text] of Object.entries(all)) await writeNew(files, directory, path, text);
  await createState(files, `${directory}/.certplan`, lineage);
}

function estateText(name: string, targets: readonly LabTarget[]): string {
  const entries = targets.flatMap(({ yaml }) => yaml.map((line, index) => `${index === 0 ? "  - " : "    "}${line}`));
  const head = ["# Written by `certplan lab up`; good for as long as the lab is up.", "version: 1", `estate: ${name}`];
  const issuers = targets.flatMap((target) => (target.issuers ?? []).map((line) => `  ${line}`));
  const signing = issuers.length === 0 ? [] : ["issuers:", ...issuers];
  return `${[...head, ...policy, ...signing, "targets:", ...entries].join("\n")}\n`;
}

/** Short times: the lab answers at once, and no call of it arrives later than two seconds. */
function settingsText(lineage: string): string {
  const state = ["[state]", `lineage = "${lineage}"`, "persistent = true"];
  const run = ["[run]", "parallelism = 64"];
  const timing = ["[timing]", 'poll = "200ms"', 'arrivesWithin = "2s"', 'settle = "6s"'];
  return `${["# Written by `certplan lab up`.", ...state, "", ...run, "", ...timing].join("\n")}\n`;
}

async function writeNew(files: Files, directory: string, path: string, text: string): Promise<void> {
  const full = `${directory}/${path}`;
  await files.makeDirectory(full.slice(0, full.lastIndexOf("/")));
  if (await files.createExclusively(full, new TextEncoder().encode(text))) return;
  throw directoryTaken(full);
}

function directoryTaken(path: string): CertplanError {
  return new CertplanError({
    code: "LabDirectoryTaken",
    message: `${path} is there already, and the lab overwrites nothing`,
    hint: "run certplan lab up in an empty directory",
  });
}

/** RFC 9562, version 4. */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  const variant = "89ab"[(bytes[8] ?? 0) & 3];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}
