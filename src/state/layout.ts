import { createHash } from "node:crypto";

/** Paths inside a state directory. */
export function layout(directory: string): {
  readonly directory: string;
  /** The folder that holds the state directory: its sync makes the directory itself durable. */
  readonly parent: string;
  readonly state: string;
  readonly stateTemporary: string;
  readonly runs: string;
  readonly locks: string;
  readonly run: (id: string) => string;
  readonly plan: (id: string) => string;
  readonly planTemporary: (id: string) => string;
  readonly segment: (id: string, number: number) => string;
  readonly lock: (key: string) => string;
} {
  const run = (id: string): string => `${directory}/runs/${id}`;
  return {
    directory,
    parent: parentOf(directory),
    state: `${directory}/state.json`,
    stateTemporary: `${directory}/state.json.new`,
    runs: `${directory}/runs`,
    locks: `${directory}/locks`,
    run,
    plan: (id) => `${run(id)}/plan.json`,
    planTemporary: (id) => `${run(id)}/plan.json.new`,
    segment: (id, number) => `${run(id)}/journal-${String(number).padStart(6, "0")}.jsonl`,
    lock: (key) => `${directory}/locks/${shortHash(key)}`,
  };
}

/** The folder that holds a path. */
export function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
}

/** 16 hex digits: a file name for a name of any length. */
export function shortHash(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 16);
}

/** The number of a segment file name, or undefined for any other file. */
export function segmentNumber(name: string): number | undefined {
  const match = /^journal-(\d{6})\.jsonl$/.exec(name);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
