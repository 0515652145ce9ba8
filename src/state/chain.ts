import { createHash } from "node:crypto";
import type { JournalEvent } from "./journal.ts";

/** The hash before the first record of a run. */
export const genesis: string = "0".repeat(64);

export interface Record {
  readonly hash: string;
  readonly event: JournalEvent;
}

/**
 * One record: the hash of (previous hash + JSON), a space, the JSON, a newline. The chain shows accidents,
 * not an attacker who rewrites it.
 */
export function encodeRecord(
  previous: string,
  event: JournalEvent,
): { readonly hash: string; readonly bytes: Uint8Array } {
  const json = JSON.stringify(event);
  const hash = chainHash(previous, json);
  return { hash, bytes: new TextEncoder().encode(`${hash} ${json}\n`) };
}

/** What happened, in order: an event that its segment repeats comes before it. */
export function eventsOf(records: readonly Record[]): readonly JournalEvent[] {
  return records.flatMap(({ event }) =>
    event.kind === "SegmentOpened" && event.repeats !== undefined ? [event.repeats, event] : [event],
  );
}

/** What the bytes of one segment say. */
export type SegmentReading =
  | {
      readonly kind: "whole";
      readonly records: readonly Record[];
      readonly head: string;
      /** Bytes that count: up to the last terminated record. */
      readonly length: number;
      /** Bytes of an unterminated record behind it: a write that a crash cut off. */
      readonly torn: number;
    }
  | { readonly kind: "damaged"; readonly at: number; readonly why: string };

/**
 * Reads a segment. Pure. An unterminated or NUL tail is a write that a crash cut off and is left out; a terminated
 * record with a wrong hash is damage, also at the end, and so is a tail that no cut could have left.
 */
export function readSegment(bytes: Uint8Array, previous: string): SegmentReading {
  const decoder = new TextDecoder("utf-8", { fatal: false });
  const records: Record[] = [];
  let head = previous;
  let position = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, position);
    if (end === -1) break;
    const line = decoder.decode(bytes.subarray(position, end));
    const record = decodeLine(line, head);
    if (record === undefined) return { kind: "damaged", at: position, why: "a record does not match its hash" };
    records.push(record);
    head = record.hash;
    position = end + 1;
  }
  const tail = decoder.decode(bytes.subarray(position));
  if (decodeLine(tail.slice(0, -1), head) !== undefined && !tail.endsWith("\0")) {
    return { kind: "damaged", at: bytes.length - 1, why: "the end of the last record was changed" };
  }
  return { kind: "whole", records, head, length: position, torn: bytes.length - position };
}

function decodeLine(line: string, previous: string): Record | undefined {
  const hash = line.slice(0, 64);
  const json = line.slice(65);
  if (line[64] !== " " || chainHash(previous, json) !== hash) return undefined;
  return { hash, event: JSON.parse(json) as JournalEvent };
}

function chainHash(previous: string, json: string): string {
  return createHash("sha256").update(previous).update(json).digest("hex");
}
