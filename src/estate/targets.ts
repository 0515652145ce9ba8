import type { Secret, Trust } from "../generated/estate.ts";
import type { Place } from "../messages/error.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Policy } from "../model/policy.ts";
import type { Issuer, Target } from "../model/target.ts";
import type { Declarations, Declared } from "./declarations.ts";
import { issuerNamed, type ReadIssuer } from "./issuers.ts";
import { besideFile } from "./paths.ts";
import type { Policies } from "./policies.ts";
import type { EstateFileReading, Problem } from "./problems.ts";
import { secretBeside } from "./secrets.ts";
import { sharedKeys } from "./shared-keys.ts";
import type { DeclarationContext, Report, TargetType } from "./target-type.ts";
import { type CaFiles, readTrust } from "./trust.ts";

interface Reading {
  readonly declarations: Declarations;
  readonly policies: Policies;
  readonly issuers: ReadonlyMap<string, ReadIssuer>;
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
    targets.push({ name, policy, ...(await targetOf(declared, type, reading)) });
  }
  return targets;
}

async function targetOf(
  declared: Declared<JsonObject>,
  type: TargetType,
  reading: Reading,
): Promise<Omit<Target, "name" | "policy">> {
  const { value, file } = declared;
  const report = reportIn(declared, reading);
  const named = new Map<string, Issuer>();
  const { connection, options } = await type.read(value, contextOf(declared, { ...reading, report, named }));
  return {
    type: type.type,
    rotate: textsOf(value["rotate"]),
    after: textsOf(value["after"]),
    ...sharedKeys(value, { type, file: file.source.name, report }),
    ...(named.size === 0 ? {} : { issuers: Object.fromEntries(named) }),
    connection,
    options,
    place: placeIn(declared, reading),
  };
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

/**
 * `""` is the target itself, `apply.timeout` a key of a key, `accept.0` the first of a list, `policy.renewBefore` a key of
 * the policy that the target has, where that is declared.
 */
function placeIn({ file, path, value }: Declared<JsonObject>, { declarations }: Reading): (key: string) => Place {
  return (key) => {
    const steps = key === "" ? [] : key.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const part = key === "" ? "value" : "key";
    const named = typeof value["policy"] === "string" ? value["policy"] : declarations.defaultPolicy?.value;
    const policy = steps[0] === "policy" && steps.length > 1 ? declarations.policies.get(named ?? "") : undefined;
    return policy === undefined
      ? file.places.of([...path, ...steps], part)
      : policy.file.places.of([...policy.path, ...steps.slice(1)], part);
  };
}

function reportIn({ file, path }: Declared<JsonObject>, { tell }: Reading): Report {
  return (problem) => tell(file, { ...problem, path: [...path, ...problem.path] });
}

function contextOf(
  { file }: Declared<JsonObject>,
  see: Reading & { readonly report: Report; readonly named: Map<string, Issuer> },
): DeclarationContext {
  const { caFiles, issuers, report, named } = see;
  const { name: fileName } = file.source;
  return {
    report,
    trust: (declared) =>
      readTrust(declared as Trust | undefined, (relative) => besideFile(fileName, relative), caFiles, report),
    secret: (declared) => ({ ...secretBeside(fileName, declared as Secret) }),
    issuer: (name, path) => {
      const issuer = issuerNamed(issuers, { name, path, report });
      if (issuer !== undefined) named.set(name, issuer);
      return issuer;
    },
  };
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}
