import { type Document, isAlias, parseDocument, visit } from "yaml";
import { CertplanError, type Place } from "../messages/error.ts";
import type { ErrorCode } from "../messages/error-codes.ts";
import type { Json } from "../model/json.ts";
import { tooDeepAt } from "./nesting.ts";
import { type Places, placesIn } from "./places.ts";
import { shownKey } from "./problems.ts";
import type { EstateSource } from "./sources.ts";
import { yamlOptions } from "./yaml-options.ts";

/** Values that aliases may unfold to; an estate of 10,000 targets has about 200,000. */
const mostValues = 2_000_000;

/** Syntax errors told of one file: later ones mostly follow from the first. */
const mostSyntaxErrors = 5;

export type YamlReading = { readonly value: Json } | { readonly errors: readonly CertplanError[] };

/**
 * Reads one YAML document into plain values (keys are own properties, `__proto__` too).
 * Errors: InvalidEncoding, InvalidYaml, DuplicateKey, TooManyAliases. None repeats a text of the file.
 */
export function readYaml(source: EstateSource): YamlReading {
  const places = placesIn(source);
  const forbidden = firstForbidden(source.text);
  if (forbidden !== undefined)
    return failed(source, "InvalidEncoding", "holds a control character", places.at(forbidden, 1));
  const deep = tooDeepAt(source.text);
  if (deep !== undefined) return failed(source, "InvalidYaml", "is nested deeper than 100 levels", places.at(deep, 1));
  const document = parseDocument(source.text, yamlOptions);
  const errors = syntaxErrors(source, document, places);
  if (errors.length > 0) return { errors };
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  const aliases = unfoldedValues(value, new Map());
  if (aliases > mostValues) {
    return failed(source, "TooManyAliases", "grows without end through its aliases", firstAlias(document, places));
  }
  return { value: value as Json };
}

/** YAML allows no control characters but tab and line ends; NUL is the usual sign of a torn file. */
function firstForbidden(text: string): number | undefined {
  const at = text.search(/(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/u);
  return at === -1 ? undefined : at;
}

function failed(source: EstateSource, code: ErrorCode, what: string, where: Place): YamlReading {
  return { errors: [new CertplanError({ code, message: `${source.name} ${what}`, where })] };
}

function syntaxErrors(source: EstateSource, document: Document, places: Places): readonly CertplanError[] {
  const faults = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  const errors: CertplanError[] = [];
  const seen = new Set<number>();
  for (const fault of faults) {
    const offset = Math.min(fault.pos[0], source.text.length);
    const isDuplicate = fault.code === "DUPLICATE_KEY";
    const key = isDuplicate ? keyAt(source.text, offset) : undefined;
    const where = places.at(offset, key?.length ?? 1, isDuplicate);
    if (seen.has(where.line) || errors.length >= mostSyntaxErrors) continue;
    seen.add(where.line);
    errors.push(
      key === undefined
        ? new CertplanError({ code: "InvalidYaml", ...syntaxWords(fault.code), where })
        : new CertplanError({
            code: "DuplicateKey",
            message: `the key ${shownKey(key)} stands here a second time`,
            hint: "keep one of the two",
            where,
          }),
    );
  }
  if (errors.length > 0) return errors;
  return directiveErrors(source, document, places);
}

/** What the library does not report by itself: another YAML version, and aliases of nothing. */
function directiveErrors(source: EstateSource, document: Document, places: Places): readonly CertplanError[] {
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    const where = places.at(Math.max(0, source.text.indexOf("%YAML")), 5);
    return [
      new CertplanError({
        code: "InvalidYaml",
        message: "only YAML 1.2 is read",
        hint: "remove the %YAML line",
        where,
      }),
    ];
  }
  const errors: CertplanError[] = [];
  if (!source.text.includes("*")) return errors;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const where = places.at(alias.range?.[0] ?? 0, 1);
      errors.push(
        new CertplanError({
          code: "InvalidYaml",
          message: "an alias of something that is not above it",
          hint: "a text that begins with * must stand in quotes",
          where,
        }),
      );
    },
  });
  return errors.slice(0, mostSyntaxErrors);
}

function keyAt(text: string, offset: number): string {
  return /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,{}[\]]+)/.exec(text.slice(offset, offset + 80))?.[0] ?? "";
}

/** Our words for the library's codes; its own messages may repeat what stands in the file, a secret perhaps. */
function syntaxWords(code: string): { message: string; hint?: string } {
  switch (code) {
    case "MULTIPLE_DOCS":
      return {
        message: "a second document begins here",
        hint: "one document a file: split the file and give -f for each",
      };
    case "MISSING_CHAR":
      return { message: "something is missing here: a closing quote or bracket, a colon, or a dash" };
    case "TAB_AS_INDENT":
      return { message: "a tab is used for indentation", hint: "indent with spaces" };
    case "BAD_INDENT":
    case "BLOCK_IN_FLOW":
      return { message: "the indentation does not fit" };
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
    case "KEY_OVER_1024_CHARS":
      return { message: "a second colon, or a key that does not end", hint: 'put a text that holds ": " in quotes' };
    case "BAD_SCALAR_START":
      return { message: "a text cannot begin with this character", hint: "put it in quotes" };
    case "BAD_DQ_ESCAPE":
      return { message: "an escape that YAML does not know", hint: "use single quotes, or \\\\ for a backslash" };
    case "TAG_RESOLVE_FAILED":
      return { message: "a tag is not allowed here", hint: "put a text that begins with ! in quotes" };
    case "NON_STRING_KEY":
      return { message: "a key must be a text" };
    default:
      return { message: "this is not YAML 1.2" };
  }
}

/** How many values a tree has once shared parts are written out; Infinity if a part holds itself. */
function unfoldedValues(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let total = 1;
  for (const part of Object.values(value)) total += unfoldedValues(part, known);
  known.set(value, total);
  return total;
}

function firstAlias(document: Document, places: Places): Place {
  let offset = 0;
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return places.at(offset, 1);
}
