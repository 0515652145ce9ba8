import { parseDuration } from "../time/duration.ts";

/** A setting: where it can stand and what it may be. */
export interface SettingDefinition {
  readonly section: string;
  readonly key: string;
  /** Absent where only the committed file may say it. */
  readonly variable?: string;
  readonly flag?: string;
  /** The value from a text (flag, variable) or a TOML value; undefined if it is not one. */
  read(value: unknown): Setting | undefined;
  /** What it must be, to stand after "must be". */
  readonly must: string;
}

export type Setting = string | number | boolean;

/** Every setting there is, in the order of `certplan.toml`. */
export const settingDefinitions: readonly SettingDefinition[] = [
  { section: "state", key: "path", variable: "CERTPLAN_STATE", flag: "--state", read: path, must: "a path in quotes" },
  { section: "state", key: "keysPath", variable: "CERTPLAN_KEYS", read: path, must: "a path in quotes" },
  { section: "state", key: "lineage", read: lineage, must: "the lineage that `certplan init` wrote, a UUID in quotes" },
  { section: "state", key: "persistent", read: truth, must: "true or false" },
  { section: "state", key: "networkFileSystem", read: truth, must: "true or false" },
  {
    section: "run",
    key: "parallelism",
    variable: "CERTPLAN_PARALLELISM",
    flag: "--parallelism",
    read: parallelism,
    must: "a whole number from 1 to 1024",
  },
  {
    section: "run",
    key: "lockTimeout",
    variable: "CERTPLAN_LOCK_TIMEOUT",
    flag: "--lock-timeout",
    read: duration,
    must: 'a duration such as "30s"',
  },
  {
    section: "run",
    key: "grace",
    variable: "CERTPLAN_GRACE",
    flag: "--grace",
    read: duration,
    must: 'a duration such as "5s"',
  },
  {
    section: "timing",
    key: "requestTimeout",
    variable: "CERTPLAN_REQUEST_TIMEOUT",
    read: positive,
    must: 'a duration such as "30s"',
  },
  { section: "timing", key: "poll", variable: "CERTPLAN_POLL", read: positive, must: 'a duration such as "10s"' },
  {
    section: "timing",
    key: "arrivesWithin",
    variable: "CERTPLAN_ARRIVES_WITHIN",
    read: duration,
    must: 'a duration such as "60s"',
  },
  { section: "timing", key: "settle", variable: "CERTPLAN_SETTLE", read: duration, must: 'a duration such as "2m"' },
  { section: "timing", key: "lease", variable: "CERTPLAN_LEASE", read: positive, must: 'a duration such as "20s"' },
  {
    section: "output",
    key: "color",
    variable: "CERTPLAN_COLOR",
    flag: "--color",
    read: color,
    must: '"auto", "always" or "never"',
  },
];

function path(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !value.includes("\0") ? value : undefined;
}

function lineage(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? value : undefined;
}

function truth(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function parallelism(value: unknown): number | undefined {
  const count = typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : value;
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 1 && count <= 1024 ? count : undefined;
}

function duration(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return parseDuration(value);
  } catch {
    return undefined;
  }
}

function positive(value: unknown): number | undefined {
  const milliseconds = duration(value);
  return milliseconds === 0 ? undefined : milliseconds;
}

function color(value: unknown): string | undefined {
  return value === "auto" || value === "always" || value === "never" ? value : undefined;
}
