import type { Trust } from "../generated/estate.ts";
import type { Place } from "../messages/error.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Policy } from "../model/policy.ts";
import type { Target } from "../model/target.ts";
import type { Declarations, Declared } from "./declarations.ts";
import { besideFile, programBesideFile } from "./paths.ts";
import type { Path } from "./places.ts";
import type { Policies } from "./policies.ts";
import type { EstateFileReading, Problem } from "./problems.ts";
import type { DeclarationContext, TargetType } from "./target-type.ts";
import { type CaFiles, readTrust } from "./trust.ts";

interface Reading {
  readonly declarations: Declarations;
  readonly policies: Policies;
  readonly types: readonly TargetType[];
  readonly caFiles: CaFiles;
  readonly tell: (file: EstateFileReading, problem: Problem) => void;
}

/** The targets that are valid by their schema, in the order of declaration, with defaults applied and CA files read. */
export async function readTargets(reading: Reading): Promise<readonly Target[]> {
  const types = new Map(reading.types.map((type) => [type.type, type]));
  const usual = defaultPolicy(reading);
  const targets: Target[] = [];
  for (const [name, declared] of reading.declarations.targets) {
    const type = types.get(typeOf(declared.value));
    const policy = policyOf(declared, reading) ?? usual;
    if (type === undefined || policy === undefined || declared.isBroken) continue;
    const { connection, options } = await type.read(declared.value, contextOf(declared, reading));
    targets.push({
      name,
      type: type.type,
      policy,
      rotate: textsOf(declared.value["rotate"]),
      after: textsOf(declared.value["after"]),
      connection,
      options,
      place: placeIn(declared),
    });
  }
  return targets;
}

function typeOf({ type }: JsonObject): string {
  return typeof type === "string" ? type : "";
}

function defaultPolicy({ declarations, policies, tell }: Reading): Policy | undefined {
  const declared = declarations.defaultPolicy;
  if (declared === undefined) return policies.named("default", [], () => {});
  return policies.named(declared.value, declared.path, (problem) => tell(declared.file, problem));
}

function policyOf({ file, path, value }: Declared<JsonObject>, { policies, tell }: Reading): Policy | undefined {
  const name = value["policy"];
  return typeof name === "string"
    ? policies.named(name, [...path, "policy"], (problem) => tell(file, problem))
    : undefined;
}

/** `""` is the target itself, `apply.timeout` a key of a key. */
function placeIn({ file, path }: Declared<JsonObject>): (key: string) => Place | undefined {
  return (key) => file.places.of(key === "" ? path : [...path, ...key.split(".")], key === "" ? "value" : "key");
}

function contextOf({ file, path }: Declared<JsonObject>, { caFiles, tell }: Reading): DeclarationContext {
  const { name } = file.source;
  const resolve = (relative: string): string => besideFile(name, relative);
  const report = (problem: Omit<Problem, "path"> & { readonly path: Path }): void => {
    tell(file, { ...problem, path: [...path, ...problem.path] });
  };
  return {
    report,
    trust: (declared) => readTrust(declared as Trust | undefined, resolve, caFiles, report),
    secret: (declared) => secretBeside(name, declared),
  };
}

function secretBeside(file: string, declared: JsonObject): JsonObject {
  const { file: path, command } = declared;
  if (typeof path === "string") return { file: besideFile(file, path) };
  const [program, ...argv] = textsOf(command);
  return program === undefined ? declared : { command: [programBesideFile(file, program), ...argv] };
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}
