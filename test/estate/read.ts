import { readFileSync } from "node:fs";
import { type EstateLoader, estateLoader } from "../../src/estate/index.ts";
import { CertplanError, CertplanErrors } from "../../src/messages/error.ts";
import { entryOf } from "../../src/model/json.ts";
import type { Estate } from "../../src/model/target.ts";

export const caPem: string = readFileSync(
  new URL("../../examples/opsman-leaves/ca/om-paris-web.pem", import.meta.url),
  "utf8",
);

const load: EstateLoader = await estateLoader();

/** Public files that every test estate may name, by path. */
const publicFiles: Readonly<Record<string, string>> = {
  "ca.pem": caPem,
  "two/ca.pem": `a comment\n${caPem}${caPem}`,
  "key.pem": `${caPem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
  "empty.pem": "nothing",
  "torn.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
};

/** Loads texts as files `certplan.yaml`, or by the names given; `more` are further public files that they may name. */
export function estateFrom(
  texts: string | Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Estate> {
  const files = typeof texts === "string" ? { "certplan.yaml": texts } : texts;
  const sources = Object.entries(files).map(([name, text]) => ({ name, text }));
  return load(sources, (path) => {
    const text = entryOf({ ...publicFiles, ...more }, path);
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
  });
}

/** All errors of an estate; fails if it is accepted or throws anything else. */
export async function errorsFrom(
  texts: string | Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly CertplanError[]> {
  return errorsOf(estateFrom(texts, more));
}

export async function errorsOf(action: Promise<unknown>): Promise<readonly CertplanError[]> {
  try {
    await action;
  } catch (error) {
    if (error instanceof CertplanErrors) return error.errors;
    if (error instanceof CertplanError) return [error];
    throw error;
  }
  throw new Error("it was accepted");
}

/** `Code line:column`, as most tests compare them. */
export function codesAndPlaces(errors: readonly CertplanError[]): readonly string[] {
  return errors.map(({ code, where }) => (where === undefined ? code : `${code} ${where.line}:${where.column}`));
}

/** An error as golden files hold it. */
export function rendered(error: CertplanError): string {
  const { where } = error;
  const lines = [`${error.code}${where === undefined ? "" : ` ${where.file}:${where.line}:${where.column}`}`];
  if (where?.sourceLine !== undefined) {
    lines.push(`  | ${where.sourceLine}`, `  | ${" ".repeat(where.column - 1)}${"^".repeat(where.length ?? 1)}`);
  }
  lines.push(`  ${error.message}`);
  if (error.hint !== undefined) lines.push(`  > ${error.hint}`);
  return lines.join("\n");
}
