import { CertplanError, type Place } from "../messages/error.ts";
import { excerpt, sensitiveLines } from "./excerpt.ts";
import type { EstateSource } from "./sources.ts";

/**
 * Reads TOML 0.5. Whole numbers beyond 2^53 are BigInt, dates are Date objects: what is read is not JSON until checked.
 * @throws InvalidToml (input) with its place.
 */
export async function readToml(source: EstateSource): Promise<Readonly<Record<string, unknown>>> {
  const { default: TOML } = await import("@iarna/toml");
  try {
    return TOML.parse(source.text);
  } catch (error) {
    throw invalidToml(source, error);
  }
}

/** The library counts lines and columns from 0. Its message quotes the file, so only its place is used. */
function invalidToml(source: EstateSource, error: unknown): CertplanError {
  const at: { readonly line?: unknown; readonly col?: unknown } =
    error instanceof Error ? (error as Error & { line?: unknown; col?: unknown }) : {};
  const line = typeof at.line === "number" ? at.line : 0;
  const column = typeof at.col === "number" ? at.col : 0;
  const lines = source.text.split("\n");
  const shown = Math.min(line, Math.max(0, lines.length - 1));
  return new CertplanError({
    code: "InvalidToml",
    message: `${source.name} cannot be read as TOML from here on`,
    hint: 'write `key = "value"` under a `[section]`, every key once',
    where: placeAt(source, shown, line === shown ? Math.max(0, column) : 0, 1),
  });
}

/** Where a key stands: its own line under `[section]`, or `section.key`, or else the first line. Without a key, the section. */
export function placeOfSetting(
  source: EstateSource,
  section: string,
  key: string | undefined,
  part: "key" | "value",
): Place {
  let current = "";
  for (const [index, text] of source.text.split("\n").entries()) {
    const header = /^\s*\[\s*"?([^\]"]*?)"?\s*\]/.exec(text)?.[1];
    if (header !== undefined) current = header;
    const [before, name] = /^\s*"?([^="\s]+)"?\s*=\s*/.exec(text) ?? [];
    const isSection = header === section || (current === "" && name === section);
    if (key === undefined && isSection) return placeAt(source, index, text.indexOf(section), section.length);
    const isKey =
      key !== undefined && (current === section ? name === key : current === "" && name === `${section}.${key}`);
    if (!isKey || before === undefined) continue;
    if (part === "key") return placeAt(source, index, text.indexOf(name ?? key), (name ?? key).length);
    return placeAt(source, index, before.length, valueLength(text.slice(before.length)));
  }
  return placeAt(source, 0, 0, 1);
}

function valueLength(rest: string): number {
  return (/^(?:"[^"]*"|'[^']*'|[^#\s]+)/.exec(rest)?.[0] ?? " ").length;
}

/** No setting is a secret, but a secret may stand here by mistake: such a line is not shown. */
function placeAt(source: EstateSource, line: number, column: number, length: number): Place {
  const lines = source.text.split("\n");
  const text = (lines[line] ?? "").replace(/\r$/, "");
  const shown = excerpt(text, { column, length, isKey: false }, sensitiveLines(lines).has(line));
  const place = { file: source.name, line: line + 1, column: column + 1, length };
  return shown === undefined ? place : { ...place, sourceLine: shown };
}
