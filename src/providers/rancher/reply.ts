import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { HttpReply } from "../../ports/index.ts";

/** The value as an object; empty for anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object. Throws PlatformReply. */
export function object(value: Json | undefined, what: string): JsonObject {
  if (!isObject(value)) throw unlike(what, "an object");
  return value;
}

/** The value as a list of objects; empty where it is null or not there. Throws PlatformReply. */
export function rows(value: Json | undefined, what: string): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw unlike(what, "a list");
  return value.map((row) => object(row as Json, what));
}

/** The value as a text. Throws PlatformReply. */
export function text(value: Json | undefined, what: string): string {
  if (typeof value !== "string") throw unlike(what, "a text");
  return value;
}

/** The text, or another one where there is none. */
export function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** A whole number that is not negative; 0 where there is none. Throws PlatformReply. */
export function count(value: Json | undefined, what: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw unlike(what, "a whole number");
  return value;
}

/** What an error says of itself: `MethodNotAllow: …`; empty where it says nothing. At most 300 characters. */
export function errorText(reply: HttpReply): string {
  const body = asObject(firstDocument(reply.body));
  return [body["code"], body["message"]]
    .map((part) => textOr(part, ""))
    .filter((part) => part !== "")
    .join(": ")
    .slice(0, 300);
}

/**
 * The first JSON document of a body; null where there is none. A refused action answers two, one a line
 * (Source: reference/rancher, section 4).
 */
export function firstDocument(body: string): Json {
  for (const candidate of [body, body.slice(0, Math.max(0, body.indexOf("\n")))]) {
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      // not the whole of it
    }
  }
  return null;
}

/** Rancher's reply is not what its source makes it. */
export function unlike(what: string, wanted: string): CertplanError {
  return new CertplanError({ code: "PlatformReply", message: `Rancher's reply: ${what} is not ${wanted}` });
}
