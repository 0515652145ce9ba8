import { CertplanError, CertplanErrors } from "../messages/error.ts";
import type { Settings } from "../model/settings.ts";
import { nearest } from "./nearest.ts";
import { besideFile } from "./paths.ts";
import { type Setting, type SettingDefinition, settingDefinitions } from "./setting-definitions.ts";
import type { EstateSource } from "./sources.ts";
import { placeOfSetting, readToml } from "./toml.ts";

export interface SettingsInput {
  /** `certplan.toml` beside the estate, if there is one. */
  readonly file?: EstateSource;
  /** Where the state stands if nothing else says so, as the working directory sees it: `.certplan` beside the estate. */
  readonly defaultStatePath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Values as typed, by flag: `{ "--parallelism": "8" }`. */
  readonly flags: Readonly<Record<string, string | undefined>>;
}

type Values = Map<SettingDefinition, Setting>;

/** Largest certplan.toml, in UTF-16 units. */
const largestFile = 1_000_000;

/**
 * Flag before environment `CERTPLAN_*` before file before default.
 * @throws CertplanErrors with all of InvalidToml, FileTooLarge, UnknownKey, UnknownVariable, InvalidValue, InvalidDuration (input).
 */
export async function readSettings(input: SettingsInput): Promise<Settings> {
  const errors: CertplanError[] = [];
  const values: Values = new Map();
  if (input.file !== undefined) await readFile(input.file, values, errors);
  readEnvironment(input.environment, values, errors);
  readFlags(input.flags, values, errors);
  if (errors.length > 0) throw new CertplanErrors(errors);
  return settingsOf(values, input.defaultStatePath);
}

async function readFile(source: EstateSource, values: Values, errors: CertplanError[]): Promise<void> {
  if (source.text.length > largestFile) {
    const where = { file: source.name, line: 1, column: 1 };
    const message = `${source.name} is too large: the limit is 1 MB`;
    errors.push(new CertplanError({ code: "FileTooLarge", message, where }));
    return;
  }
  try {
    const found = await readToml(source);
    for (const [section, keys] of Object.entries(found)) readSection(source, section, keys, { values, errors });
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    errors.push(error);
  }
  errors.sort((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0));
}

interface Into {
  readonly values: Values;
  readonly errors: CertplanError[];
}

function readSection(source: EstateSource, section: string, keys: unknown, into: Into): void {
  const known = settingDefinitions.filter((definition) => definition.section === section);
  const isTable = typeof keys === "object" && keys !== null && !Array.isArray(keys) && !(keys instanceof Date);
  if (known.length === 0 || !isTable) {
    const sections = [...new Set(settingDefinitions.map((definition) => definition.section))];
    const where = placeOfSetting(source, section, undefined, "key");
    into.errors.push(unknown(`the section [${section}]`, section, sections, where));
    return;
  }
  for (const [key, value] of Object.entries(keys)) {
    const definition = known.find((candidate) => candidate.key === key);
    const where = placeOfSetting(source, section, key, definition === undefined ? "key" : "value");
    if (definition === undefined) {
      into.errors.push(
        unknown(
          `${key} under [${section}]`,
          key,
          known.map((candidate) => candidate.key),
          where,
        ),
      );
      continue;
    }
    const read = definition.read(value);
    if (read === undefined) into.errors.push(invalid(definition, `${section}.${key}`, where));
    else into.values.set(definition, isPath(definition) ? besideFile(source.name, String(read)) : read);
  }
}

function isPath({ key }: SettingDefinition): boolean {
  return key === "path" || key === "keysPath";
}

function unknown(what: string, name: string, known: readonly string[], where: CertplanError["where"]): CertplanError {
  const meant = nearest(name, known);
  const hint = meant === undefined ? `possible here: ${known.join(", ")}` : `did you mean ${meant}?`;
  return new CertplanError({ code: "UnknownKey", message: `there is no setting ${what}`, hint, where });
}

function invalid(definition: SettingDefinition, name: string, where: CertplanError["where"]): CertplanError {
  const code = definition.must.startsWith("a duration") ? "InvalidDuration" : "InvalidValue";
  return new CertplanError({ code, message: `${name} must be ${definition.must}`, where });
}

/** An unknown variable is an error: a misspelt one would have no effect. Its value is not shown, it may be a secret. */
function readEnvironment(environment: SettingsInput["environment"], values: Values, errors: CertplanError[]): void {
  const known = settingDefinitions.flatMap(({ variable }) => variable ?? []);
  for (const name of Object.keys(environment)
    .filter((candidate) => candidate.startsWith("CERTPLAN_"))
    .toSorted()) {
    const value = environment[name];
    if (value === undefined) continue;
    const definition = settingDefinitions.find(({ variable }) => variable === name);
    if (definition === undefined) {
      const meant = nearest(name, known);
      const hint =
        meant === undefined
          ? `settings: ${known.join(", ")}; a secret needs a name without CERTPLAN_`
          : `did you mean ${meant}?`;
      errors.push(
        new CertplanError({ code: "UnknownVariable", message: `the environment variable ${name} is no setting`, hint }),
      );
      continue;
    }
    setText(definition, `the environment variable ${name}`, value, { values, errors });
  }
}

function readFlags(flags: SettingsInput["flags"], values: Values, errors: CertplanError[]): void {
  for (const definition of settingDefinitions) {
    const value = definition.flag === undefined ? undefined : flags[definition.flag];
    if (value !== undefined) setText(definition, definition.flag ?? "", value, { values, errors });
  }
}

function setText(definition: SettingDefinition, name: string, text: string, { values, errors }: Into): void {
  const read = definition.read(text);
  if (read === undefined) errors.push(invalid(definition, name, undefined));
  else values.set(definition, read);
}

function settingsOf(values: Values, defaultStatePath: string): Settings {
  const byName = new Map([...values].map(([{ section, key }, value]) => [`${section}.${key}`, value]));
  const number = (name: string, otherwise: number): number => Number(byName.get(name) ?? otherwise);
  const lineage = byName.get("state.lineage");
  const keysPath = byName.get("state.keysPath");
  const color = byName.get("output.color");
  return {
    statePath: String(byName.get("state.path") ?? defaultStatePath),
    ...(keysPath === undefined ? {} : { keysPath: String(keysPath) }),
    persistent: byName.get("state.persistent") === true,
    networkFileSystem: byName.get("state.networkFileSystem") === true,
    ...(lineage === undefined ? {} : { lineage: String(lineage) }),
    parallelism: number("run.parallelism", 16),
    lockTimeoutMs: number("run.lockTimeout", 30_000),
    leaseMs: number("timing.lease", 20_000),
    graceMs: number("run.grace", 5000),
    timing: {
      requestTimeoutMs: number("timing.requestTimeout", 30_000),
      pollMs: number("timing.poll", 10_000),
      ...(byName.has("timing.settle") ? { settleMs: number("timing.settle", 0) } : {}),
      ...(byName.has("timing.arrivesWithin")
        ? { arrivesWithinSeconds: Math.ceil(number("timing.arrivesWithin", 0) / 1000) }
        : {}),
    },
    color: color === "always" || color === "never" ? color : "auto",
  };
}
