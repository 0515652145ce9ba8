import { type CertplanError, CertplanErrors } from "../messages/error.ts";
import type { Estate, Target } from "../model/target.ts";
import type { Files } from "../ports/index.ts";
import { checkAfter } from "./after.ts";
import { type Declarations, mergeDeclarations, type ValidatedFile } from "./declarations.ts";
import { declarationDigest } from "./digest.ts";
import { readIssuers } from "./issuers.ts";
import { checkOutputFiles } from "./output-files.ts";
import { resolvePolicies } from "./policies.ts";
import { type EstateFileReading, errorFor, type Problem, reading, sortedByPlace } from "./problems.ts";
import { type EstateSource, readEstateSources, readFileBytes } from "./sources.ts";
import type { TargetType } from "./target-type.ts";
import { readTargets } from "./targets.ts";
import { caFilesOnce, type ReadPublic } from "./trust.ts";
import { targetTypes } from "./types/index.ts";
import { validateFile } from "./validate-file.ts";
import type { Validators } from "./validator.ts";
import { readYaml } from "./yaml.ts";

/** Reads an estate from the texts of its files; `readPublic` gives the CA files that they name. */
export type EstateLoader = (sources: readonly EstateSource[], readPublic: ReadPublic) => Promise<Estate>;

/**
 * Reads the estate at these paths (files, or directories which mean their `*.yaml`). No network, runs no command,
 * resolves no secret.
 * @throws CertplanErrors with all errors found, in the order of their places, or one CertplanError for an unreadable file.
 */
export async function loadEstate(files: Files, paths: readonly string[]): Promise<Estate> {
  const sources = await readEstateSources(files, paths);
  const load = await estateLoader();
  return load(sources, (path) => readFileBytes(files, path));
}

/** Makes the validators once, for any number of estates. They are heavy and only loaded here. */
export async function estateLoader(types: readonly TargetType[] = targetTypes): Promise<EstateLoader> {
  const { validatorsOf } = await import("./validator.ts");
  const validators = await validatorsOf(types);
  return (sources, readPublic) => loadWith({ types, validators, readPublic }, sources);
}

type Tell = (file: EstateFileReading, problem: Problem) => void;

interface Loading {
  readonly types: readonly TargetType[];
  readonly validators: Validators;
  readonly readPublic: ReadPublic;
}

async function loadWith(loading: Loading, sources: readonly EstateSource[]): Promise<Estate> {
  const names = sources.map((source) => source.name);
  const errors: CertplanError[] = [];
  const tell: Tell = (file, problem) => void errors.push(errorFor(file, problem));

  const files = readFiles(sources, errors).map((file) => validated(file, loading, tell));
  const declarations = mergeDeclarations(files, tell);
  const targets = await resolveTargets(declarations, loading, tell);
  if (errors.length > 0) throw new CertplanErrors(sortedByPlace(errors, names));
  return { name: declarations.name, digest: declarationDigest(declarations), targets };
}

function readFiles(sources: readonly EstateSource[], errors: CertplanError[]): readonly EstateFileReading[] {
  const read: EstateFileReading[] = [];
  for (const source of sources) {
    const result = readYaml(source);
    if ("errors" in result) errors.push(...result.errors);
    else read.push(reading(source, result.value));
  }
  return read;
}

function validated(file: EstateFileReading, loading: Loading, tell: Tell): ValidatedFile {
  const problems = validateFile(file.value, loading);
  for (const problem of problems) tell(file, problem);
  return { ...file, broken: new Set(problems.map(({ path }) => path.slice(0, 2).join("/"))) };
}

async function resolveTargets(declarations: Declarations, loading: Loading, tell: Tell): Promise<readonly Target[]> {
  const policyDeclarations = new Map(
    [...declarations.policies].map(([name, { value, isBroken }]) => [name, isBroken ? {} : value]),
  );
  const policies = resolvePolicies(policyDeclarations, (problem) => {
    const file = declarations.policies.get(String(problem.path[1]))?.file;
    if (file !== undefined) tell(file, problem);
  });
  checkAfter(declarations.targets, tell);
  const caFiles = caFilesOnce(loading.readPublic);
  const issuers = await readIssuers(declarations.issuers, { caFiles, tell });
  const targets = await readTargets({ declarations, policies, issuers, types: loading.types, caFiles, tell });
  checkOutputFiles(targets, declarations.targets, tell);
  return targets;
}
