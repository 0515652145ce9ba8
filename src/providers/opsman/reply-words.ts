import type { Json, JsonObject } from "../../model/json.ts";
import type { HttpReply } from "../../ports/index.ts";

/**
 * What a reply says that is not the documented answer, in words: the text of any error envelope that was seen, of failed
 * verifiers too; empty where it says nothing. Source: reference/opsman, sections 0, 2 and 5.
 */
export function errorText({ status, body }: HttpReply): string {
  try {
    const parsed = JSON.parse(body) as Json;
    return [...new Set([...envelopeTexts(parsed), ...verifierTexts(parsed)])].join("; ").slice(0, 800);
  } catch {
    if (!/^\s*</.test(body)) return "";
    return status === 502 || status === 503
      ? "a page of its web server: Ops Manager behind it is starting"
      : "a page instead of JSON";
  }
}

/** `errors` as a text, a list, `{ base: [] }` or `{ errors: [] }`; `error` as a text; OAuth's `error_description`. */
function envelopeTexts(body: Json): readonly string[] {
  const { errors, error, error_description: described } = asObject(body);
  const found: string[] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value === "string") found.push(value);
    else if (Array.isArray(value)) for (const item of value) walk(item as Json);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) walk(item as Json);
  };
  walk(errors);
  walk(error);
  walk(described);
  return found;
}

/** `deployment_errors` of an apply that was refused: product, verifier, and what it says. */
function verifierTexts(body: Json): readonly string[] {
  const products = asObject(asObject(body)["deployment_errors"])["products"];
  return listOf(products).flatMap((product) =>
    listOf(product["verifiers"]).map((row) => {
      const said = Array.isArray(row["errors"]) ? row["errors"].map(wordOf).join(", ") : "failed";
      const ignorable = row["ignorable"] === true ? ", ignorable" : "";
      return `${wordOf(product["identifier"])}: ${wordOf(row["type"])}${ignorable}: ${said}`;
    }),
  );
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((item: Json) => asObject(item)) : [];
}

/** The value as an object; empty where it is none. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A text or number as it is; anything else as JSON. */
export function wordOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
