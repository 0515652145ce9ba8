import type { IssuerDeclaration } from "../generated/estate.ts";
import { CertplanError } from "../messages/error.ts";
import type { Issuer } from "../model/target.ts";
import type { Declared } from "./declarations.ts";
import { nearest } from "./nearest.ts";
import { besideFile } from "./paths.ts";
import type { EstateFileReading, Problem } from "./problems.ts";
import { programOf } from "./programs.ts";
import { secretBeside } from "./secrets.ts";
import type { Report } from "./target-type.ts";
import type { CaFiles } from "./trust.ts";

/** Means the system itself wherever an issuer is named, so none may have this name. */
const platform = "platform";

interface Reading {
  readonly caFiles: CaFiles;
  readonly tell: (file: EstateFileReading, problem: Problem) => void;
}

/** An issuer that was declared; `issuer` is absent where its declaration has an error, which is told once. */
export interface ReadIssuer {
  readonly issuer?: Issuer;
}

/** The declared issuers, with the certificates of `files` read; no key is. Reports DuplicateName for `platform`. */
export async function readIssuers(
  declared: ReadonlyMap<string, Declared<IssuerDeclaration>>,
  { caFiles, tell }: Reading,
): Promise<ReadonlyMap<string, ReadIssuer>> {
  const issuers = new Map<string, ReadIssuer>();
  for (const [name, { file, path, value, isBroken }] of declared) {
    if (name === platform) {
      const what = "is not a name for an issuer: it means that the platform makes the certificate itself";
      tell(file, { code: "DuplicateName", path, part: "key", what, hint: "choose another name" });
    }
    const issuer = isBroken ? undefined : await issuerOf(value, file.source.name, caFiles).catch(problemOf);
    if (issuer instanceof CertplanError) {
      const { code, message, hint } = issuer;
      tell(file, { code, path: [...path, "certificate"], what: message, hint });
    }
    issuers.set(name, issuer === undefined || issuer instanceof CertplanError ? {} : { issuer });
  }
  return issuers;
}

async function issuerOf(declared: IssuerDeclaration, file: string, caFiles: CaFiles): Promise<Issuer> {
  switch (declared.type) {
    case "local-ca":
      return { type: "local-ca", directory: besideFile(file, declared.directory) };
    case "command":
      return { type: "command", ...programOf(declared, file) };
    case "files":
      return {
        type: "files",
        certificatePem: await caFiles(besideFile(file, declared.certificate)),
        key: secretBeside(file, declared.key),
      };
  }
}

function problemOf(error: unknown): CertplanError {
  if (error instanceof CertplanError) return error;
  throw error;
}

/** The issuer of this name. Reports UnknownIssuer with the nearest that there is. */
export function issuerNamed(
  issuers: ReadonlyMap<string, ReadIssuer>,
  see: { readonly name: string; readonly path: readonly (string | number)[]; readonly report: Report },
): Issuer | undefined {
  const { name, path, report } = see;
  const found = issuers.get(name);
  if (found !== undefined) return found.issuer;
  const names = [...issuers.keys()].slice(0, 300);
  const meant = nearest(name, names);
  const others = names.length === 0 ? "declare it under `issuers`" : `issuers: ${names.slice(0, 12).join(", ")}`;
  report({
    code: "UnknownIssuer",
    path,
    what: `there is no issuer ${JSON.stringify(name)}`,
    hint: meant === undefined ? others : `did you mean ${meant}?`,
  });
  return undefined;
}
