import { escapeText } from "../messages/escape.ts";
import type { KeyFacts, Slot, SlotClass } from "../model/slot.ts";
import type { Instant, IsoInstant } from "../time/instant.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `1 step`, `3 steps`, `1,204 steps`. */
export function count(number: number, noun: string, plural: string = `${noun}s`): string {
  return `${thousands(number)} ${number === 1 ? noun : plural}`;
}

/** `12,345`, the same in every locale. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A length of time in at most two units: `2.1 s`, `40 s`, `12 min`, `1 h 50`, `31 days`. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return ms === 0 ? "0 s" : "under 1 s";
  if (ms < 10_000 && ms % 1000 !== 0) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < minute) return `${Math.round(ms / 1000)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < 2 * day) return hoursAndMinutes(ms);
  return `${Math.floor(ms / day)} days`;
}

function hoursAndMinutes(ms: number): string {
  const minutes = Math.floor((ms % hour) / minute);
  return minutes === 0
    ? `${Math.floor(ms / hour)} h`
    : `${Math.floor(ms / hour)} h ${String(minutes).padStart(2, "0")}`;
}

/** Elapsed time as a clock shows it: `0:01`, `41:10`, `1:52:40`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours === 0 ? `${Math.floor(seconds / 60)}:${parts[1]}` : `${hours}:${parts.join(":")}`;
}

/** The distance from now: `in 31 days`, `4 min ago`, `now`. */
export function distance(when: IsoInstant, now: Instant): string {
  const ms = Math.trunc((Date.parse(when) - now) / 1000) * 1000;
  if (Number.isNaN(ms)) return "at a time that cannot be read";
  if (ms === 0) return "now";
  return ms > 0 ? `in ${duration(ms)}` : `${duration(-ms)} ago`;
}

/** `2026-12-19 16:10 UTC`. */
export function minuteOf(when: IsoInstant): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(when) ? `${when.slice(0, 10)} ${when.slice(11, 16)} UTC` : safe(when);
}

/** `2026-12-19`. */
export function dayOf(when: IsoInstant): string {
  return safe(when).slice(0, 10);
}

/** `ends 2026-12-21` or `ended 2026-12-21`. */
export function ends(when: IsoInstant, now: Instant): string {
  return `${Date.parse(when) < now ? "ended" : "ends"} ${dayOf(when)}`;
}

/** A fingerprint for people: enough of both ends to compare by eye. */
export function short(fingerprint: string): string {
  const text = safe(fingerprint);
  return text.length <= 12 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`;
}

/** A digest for people; the command line always gets the whole one. */
export function shortDigest(digest: string): string {
  return digest.startsWith("sha256:") ? `sha256:${short(digest.slice(7))}` : short(digest);
}

/** `RSA 2048`, `EC 256`, `Ed25519`. */
function keyWords(key: KeyFacts): string {
  const type = key.type === "ed25519" ? "Ed25519" : safe(key.type).toUpperCase();
  return key.size === undefined || key.type === "ed25519" ? type : `${type} ${key.size}`;
}

/** What is known of a certificate, in one breath: `9f3a…c2 (RSA 2048, ends 2026-12-21)`. */
export function certificateWords(slot: Slot, now: Instant): string {
  const kind = kindWords(slot, now);
  if (slot.fingerprint === undefined) return kind === "" ? "not shown" : kind;
  return kind === "" ? short(slot.fingerprint) : `${short(slot.fingerprint)} (${kind})`;
}

/** What certificates have in common that are alike: `RSA 2048, ends 2026-12-21`; empty if nothing is shown. */
export function kindWords(slot: Slot, now: Instant): string {
  const key = slot.key === undefined ? [] : [keyWords(slot.key)];
  const end = slot.notAfter === undefined ? [] : [ends(slot.notAfter, now)];
  return [...key, ...end].join(", ");
}

/** `4 leaves`, `1 root`, `3 certificates`: of one class, or of several. */
export function classCount(number: number, classes: ReadonlySet<SlotClass | undefined>): string {
  const [only] = classes;
  if (classes.size !== 1 || only === undefined) return count(number, "certificate");
  if (only === "leaf") return count(number, "leaf", "leaves");
  return count(number, only === "client" ? "client certificate" : only);
}

/** `1`, `1 and 2`, `1 to 4 and 7`: step numbers, runs of three or more joined. */
function numbers(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const groups: string[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to + 1 < sorted.length && sorted[to + 1] === (sorted[to] ?? 0) + 1) to += 1;
    if (to - from >= 2) groups.push(`${sorted[from]} to ${sorted[to]}`);
    else groups.push(...sorted.slice(from, to + 1).map(String));
    from = to + 1;
  }
  return listed(groups);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** `step 3`, `steps 3 and 5`. */
export function stepNumbers(values: readonly number[]): string {
  return `${values.length === 1 ? "step" : "steps"} ${numbers(values)}`;
}

/** Text that came from outside, safe to print on one line. */
export function safe(text: string): string {
  return escapeText(text);
}

const instant = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g;

/** A sentence, safe to print on one line, its instants as people read them: to the minute, in UTC. */
export function prose(sentence: string): string {
  return withShortIds(safe(sentence).replace(instant, minuteOf));
}

const anchorId = /\b(?:ca|pin):([0-9a-f]{64})\b/g;

/** Anchors that stand in a text by their id, as people compare them. */
export function withShortIds(text: string): string {
  return text.replace(anchorId, (_id, fingerprint: string) => short(fingerprint));
}

/** A sentence, with what it is about before it where it does not say so itself. */
export function about(subject: string | undefined, sentence: string): string {
  const words = prose(sentence);
  return subject === undefined || sentence.includes(subject) ? words : `${safe(subject)}: ${words}`;
}

/** A word as it may stand in a POSIX shell command. */
export function shellWord(word: string): string {
  const shown = safe(word);
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
