import type { IssuerDeclaration, PolicyDeclaration } from "../generated/estate.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Path } from "./places.ts";
import type { EstateFileReading, Problem } from "./problems.ts";
import { isObject, targetsOf } from "./validate-file.ts";

/** A declared value and where it stands. */
export interface Declared<T> {
  readonly file: EstateFileReading;
  readonly path: Path;
  readonly value: T;
  /** The schema found something in it: its name counts, its content does not. */
  readonly isBroken: boolean;
}

/** What the files of an estate declare together. */
export interface Declarations {
  readonly name: string;
  readonly policies: ReadonlyMap<string, Declared<PolicyDeclaration>>;
  readonly issuers: ReadonlyMap<string, Declared<IssuerDeclaration>>;
  readonly defaultPolicy?: Declared<string>;
  /** By name; targets without a name are left out, their file has an error. */
  readonly targets: ReadonlyMap<string, Declared<JsonObject>>;
}

/** A file and which of its targets, policies and issuers the schema found something in: `targets/3`, `issuers/corp`. */
export interface ValidatedFile extends EstateFileReading {
  readonly broken: ReadonlySet<string>;
}

type Tell = (file: EstateFileReading, problem: Problem) => void;

/** Puts the files together. Reports MissingKey, and DuplicateName for what two places give. */
export function mergeDeclarations(files: readonly ValidatedFile[], tell: Tell): Declarations {
  const names = files.flatMap((file) => textAt(file, ["estate"]));
  const defaults = files.flatMap((file) => textAt(file, ["defaults", "policy"]));
  for (const again of [...names.slice(1), ...defaults.slice(1)]) {
    const first = again.path[0] === "estate" ? names[0] : defaults[0];
    tell(again.file, { code: "DuplicateName", path: again.path, part: "key", what: `already given ${whereIs(first)}` });
  }
  const [first] = files;
  if (first !== undefined && isObject(first.value)) tellMissing(first, files, tell);
  const policies = byName(
    files.flatMap((file) => namedIn<PolicyDeclaration>(file, "policies")),
    tell,
    "policy",
  );
  const issuers = byName(
    files.flatMap((file) => namedIn<IssuerDeclaration>(file, "issuers")),
    tell,
    "issuer",
  );
  const targets = byName(files.flatMap(namedTargetsOf), tell, "target");
  const [name] = names;
  const [defaultPolicy] = defaults;
  const usual = defaultPolicy === undefined ? {} : { defaultPolicy };
  return { name: name?.value ?? "", policies, issuers, ...usual, targets };
}

function tellMissing(first: ValidatedFile, files: readonly ValidatedFile[], tell: Tell): void {
  const wanted = { estate: "write estate: NAME", targets: "write targets: [] if there are none yet" };
  for (const [key, hint] of Object.entries(wanted)) {
    if (files.some((file) => valueAt(file.value, [key]) !== undefined)) continue;
    tell(first, { code: "MissingKey", path: [], part: "key", what: `\`${key}\` is missing`, hint });
  }
}

/** The mappings under the names of a section; what they hold the schema has looked at. */
function namedIn<T extends PolicyDeclaration | IssuerDeclaration>(
  file: ValidatedFile,
  section: "policies" | "issuers",
): readonly (readonly [string, Declared<T>])[] {
  const all = valueAt(file.value, [section]);
  if (!isObject(all)) return [];
  return Object.entries(all).flatMap(([name, value]) =>
    isObject(value) ? [[name, declared(file, [section, name], value as unknown as T)] as const] : [],
  );
}

function namedTargetsOf(file: ValidatedFile): readonly (readonly [string, Declared<JsonObject>])[] {
  return targetsOf(file.value).flatMap((value, index) => {
    const name = valueAt(value, ["name"]);
    if (!isObject(value) || typeof name !== "string") return [];
    return [[name, declared(file, ["targets", index], value)] as const];
  });
}

function byName<T>(
  all: readonly (readonly [string, Declared<T>])[],
  tell: Tell,
  what: string,
): ReadonlyMap<string, Declared<T>> {
  const found = new Map<string, Declared<T>>();
  for (const [name, declaration] of all) {
    const first = found.get(name);
    if (first === undefined) found.set(name, declaration);
    else {
      const path = what === "target" ? [...declaration.path, "name"] : declaration.path;
      const hint = `every ${what} has a name of its own, over all files`;
      tell(declaration.file, {
        code: "DuplicateName",
        path,
        what: `${what === "issuer" ? "an" : "a"} ${what} of this name is already declared ${whereIs(first)}`,
        hint,
      });
    }
  }
  return found;
}

function whereIs(first: Declared<unknown> | undefined): string {
  if (first === undefined) return "elsewhere";
  const { file, line } = first.file.places.of(first.path, "key");
  return `at ${file}:${line}`;
}

function textAt(file: ValidatedFile, path: readonly string[]): readonly Declared<string>[] {
  const value = valueAt(file.value, path);
  return typeof value === "string" ? [declared(file, path, value)] : [];
}

function declared<T>(file: ValidatedFile, path: Path, value: T): Declared<T> {
  return { file, path, value, isBroken: file.broken.has(path.join("/")) };
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}
