import { stat } from "node:fs/promises";
import { posix } from "node:path";
import type { CommandContext } from "../commands/index.ts";
import { decodeText, loadEstate, readFileBytes, readSettings } from "../estate/index.ts";
import type { Emit } from "../messages/events.ts";
import type { Settings } from "../model/settings.ts";
import type { Ports } from "../ports/index.ts";
import { nodePorts, systemAnchors } from "../ports/node/index.ts";
import { parseInstant } from "../time/instant.ts";
import type { CommonFlags } from "./flags.ts";
import { type Io, inCiOf } from "./io.ts";
import { certplanVersion } from "./version.ts";

/** Flags of one command that stand for settings, as typed. */
export type Tuning = Readonly<Record<`--${string}`, string | undefined>>;

/** What works without an estate: ports, settings, and where the state lies. */
export interface Place {
  readonly ports: Ports;
  readonly settings: Settings;
  /** State directory. */
  readonly directory: string;
}

const defaultEstate = "certplan.yaml";

/** Reads certplan.toml, environment and flags. Throws what `readSettings` throws (input). */
export async function openPlace(io: Io, common: CommonFlags, tuning: Tuning = {}): Promise<Place> {
  const ports = io.ports ?? nodePorts();
  const home = await homeOf(estatePaths(common)[0] ?? defaultEstate);
  const name = posix.join(home, "certplan.toml");
  const bytes = await readFileBytes(ports.files, name);
  const settings = await readSettings({
    ...(bytes === undefined ? {} : { file: { name, text: decodeText(name, bytes) } }),
    defaultStatePath: posix.join(home, ".certplan"),
    environment: io.env,
    flags: { ...tuning, "--state": common.state },
  });
  return { ports, settings, directory: settings.statePath };
}

/** Everything that a command of the core needs. Throws what estate and settings throw (input). */
export async function openContext(
  io: Io,
  common: CommonFlags,
  emit: Emit,
  tuning: Tuning = {},
): Promise<CommandContext> {
  const { ports, settings } = await openPlace(io, common, tuning);
  const [estate, { providers }] = await Promise.all([
    loadEstate(ports.files, estatePaths(common)),
    import("../providers/index.ts"),
  ]);
  return {
    ports,
    registry: providers({ systemAnchors }),
    estate,
    settings,
    certplanVersion: certplanVersion(),
    emit,
    refuseUnverified: inCiOf(io) && common.insecure !== true,
    ...(common.now === undefined ? {} : { evaluateAt: parseInstant(common.now) }),
  };
}

function estatePaths(common: CommonFlags): readonly string[] {
  return common.file.length === 0 ? [defaultEstate] : common.file;
}

/** The directory that certplan.toml and the state stand in: that of the first estate file. */
async function homeOf(path: string): Promise<string> {
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isDirectory ? path : posix.dirname(path);
}
