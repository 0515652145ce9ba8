import type { JournalEvent } from "../../src/state/index.ts";

/** A record of the journal. No step: of the run. */
export interface RecordName {
  readonly record: JournalEvent["kind"];
  readonly step?: string;
}

/** A moment at which certplan is killed, named by what it does to its journal, its screen, a program and the platform. */
export type Moment =
  /** The step has begun; nothing of it was read, written or sent. */
  | { readonly at: "begins"; readonly step: string }
  /** A journal record: not a byte of it is on disk; half of it is; it is written and synced. */
  | ({ readonly at: "before" | "half" | "durable" } & RecordName)
  /** The program that was begun behind this record runs. */
  | { readonly at: "runs"; readonly behind: RecordName }
  /**
   * The first such request behind this record (`METHOD path`, `*` for an id). `read`: it has come to the platform;
   * `applied`: the platform has applied it, and the reply is not delivered; `late`: it is under way, and comes to the
   * platform only when the next process is already at work.
   */
  | { readonly at: "read" | "applied" | "late"; readonly line: string; readonly behind: RecordName };

export function nameOf(moment: Moment, step: string | undefined): string {
  const place = step ?? "the run";
  switch (moment.at) {
    case "begins":
      return `${place}: begun, nothing read`;
    case "before":
      return `${place}: before ${moment.record} is written`;
    case "half":
      return `${place}: ${moment.record} half written`;
    case "durable":
      return `${place}: ${moment.record} durable`;
    case "runs":
      return `${place}: its program runs`;
    case "read":
      return `${place}: its gate's read has come to the platform`;
    case "applied":
      return `${place}: applied by the platform, reply not delivered`;
    case "late":
      return `${place}: sent, and arriving late`;
  }
}

/** `*` stands for one part of the path. */
export function isLine(pattern: string, line: string): boolean {
  const parts = pattern.split("/");
  const found = line.split("/");
  return parts.length === found.length && parts.every((part, index) => part === "*" || part === found[index]);
}

export function lineOf(request: { readonly method: string; readonly path: string }): string {
  return `${request.method} ${request.path.split("?")[0]}`;
}

export function isRecord(event: JournalEvent, wanted: { readonly record: string; readonly step?: string }): boolean {
  return event.kind === wanted.record && ("step" in event ? event.step : undefined) === wanted.step;
}
