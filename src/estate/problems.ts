import { CertplanError } from "../messages/error.ts";
import type { ErrorCode } from "../messages/error-codes.ts";
import type { Json } from "../model/json.ts";
import { isSensitivePath, isSensitiveText } from "./excerpt.ts";
import { type MarkedPart, type Path, type Places, placesIn } from "./places.ts";
import { textOf } from "./schema-words.ts";
import type { EstateSource } from "./sources.ts";

/** One file of an estate as plain values, with its places. */
export interface EstateFileReading {
  readonly source: EstateSource;
  readonly value: Json;
  readonly places: Places;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly path: Path;
  /** The object that the message names, if it is not the marked one: the mapping of an unknown key. */
  readonly about?: Path;
  /** What is wrong, to stand after the object's name. */
  readonly what: string;
  /** Said instead where the line may hold a secret that `what` would show; nothing of the line is shown then. */
  readonly whatUnseen?: string;
  readonly hint?: string | undefined;
  /** Default `value`. */
  readonly part?: MarkedPart;
}

export function reading(source: EstateSource, value: Json): EstateFileReading {
  return { source, value, places: placesIn(source) };
}

/** The error for a problem: `target om-paris, apply.timeout: "20 h" is not a duration`, with its place. */
export function errorFor(file: EstateFileReading, problem: Problem): CertplanError {
  const { sourceLine, ...place } = file.places.of(problem.path, problem.part ?? "value");
  const isUnseen = problem.whatUnseen !== undefined && file.places.isSensitive(place.line);
  const what = isUnseen ? problem.whatUnseen : problem.what;
  return new CertplanError({
    code: problem.code,
    message: `${objectAt(file.value, problem.about ?? problem.path)}: ${what}`,
    hint: problem.hint,
    where: isUnseen || sourceLine === undefined ? place : { ...place, sourceLine },
  });
}

function objectAt(value: Json, path: Path): string {
  const [section, name, ...rest] = path;
  if (section === "targets" && typeof name === "number") return joined(`target ${targetName(value, name)}`, rest);
  if (section === "policies" && name !== undefined) return joined(`policy ${keyPath([String(name)])}`, rest);
  if (section === "issuers" && name !== undefined) return joined(`issuer ${keyPath([String(name)])}`, rest);
  return path.length === 0 ? "the estate" : keyPath(path);
}

function joined(object: string, rest: Path): string {
  return rest.length === 0 ? object : `${object}, ${keyPath(rest)}`;
}

function targetName(value: Json, index: number): string {
  const targets = typeof value === "object" && value !== null && "targets" in value ? value["targets"] : undefined;
  const target: Json | undefined = Array.isArray(targets) ? targets[index] : undefined;
  const name = typeof target === "object" && target !== null && "name" in target ? target["name"] : undefined;
  return typeof name === "string" && /^\S+$/.test(name) ? short(name) : `number ${index + 1}`;
}

/** `apply.errands`, `pins[0]`. */
function keyPath(path: Path): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += `${text === "" ? "" : "."}${/^\S+$/.test(key) ? short(key) : "(key)"}`;
  }
  return text;
}

/** A key as a message may show it: one with spaces in it is no key but a text that lost its quote. */
export function shownKey(key: string): string {
  return /^\S+$/.test(key) ? `\`${short(key)}\`` : "that is no word";
}

function short(text: string): string {
  return text.length <= 63 ? text : `${text.slice(0, 60)}...`;
}

/** A value as a message may show it: nothing of what may be a secret, and nothing long. */
export function shown(value: unknown, path: Path): string | undefined {
  if (isSensitivePath(path) || typeof value === "object") return undefined;
  if (typeof value === "string" && isSensitiveText(value)) return undefined;
  return short(typeof value === "string" ? JSON.stringify(value) : textOf(value));
}

/** In the order of files, lines and columns; errors without a place first. */
export function sortedByPlace(errors: readonly CertplanError[], files: readonly string[]): readonly CertplanError[] {
  const fileOrder = (error: CertplanError): number => files.indexOf(error.where?.file ?? "");
  return errors.toSorted(
    (a, b) =>
      fileOrder(a) - fileOrder(b) ||
      (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
      (a.where?.column ?? 0) - (b.where?.column ?? 0),
  );
}
