import { encodeRecord, genesis } from "../../state/chain.ts";
import type { JournalEvent } from "../../state/index.ts";
import { type Disk, readFile } from "../disk.ts";
import type { PendingEvent } from "../world.ts";
import { fail } from "./work.ts";

/** The record that an event has appended to a journal, if it has. Fails where that does not continue its chain. */
export function recordOf({ writes }: PendingEvent, disk: Disk): JournalEvent | undefined {
  if (writes?.path.includes("/journal-") !== true) return undefined;
  const { path, bytes } = writes;
  const whole = readFile(disk, path) ?? new Uint8Array();
  const before = whole.subarray(0, Math.max(0, whole.length - bytes.length));
  // the disk has refused it
  if (Buffer.compare(whole.subarray(before.length), bytes) !== 0) return undefined;
  const line = new TextDecoder().decode(bytes);
  const event = JSON.parse(line.slice(line.indexOf(" ") + 1)) as JournalEvent;
  if (Buffer.compare(encodeRecord(headOf(before), event).bytes, bytes) !== 0)
    fail(`${event.kind} does not continue ${path}`);
  return event;
}

/** The hash of the last record: the first 64 characters of the last line. */
function headOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return genesis;
  const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  return new TextDecoder().decode(bytes.subarray(start, start + 64));
}
