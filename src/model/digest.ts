import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** `sha256:` and 64 hex digits of the RFC 8785 form of a JSON value: the same for the same content, whatever the key order. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalForm(value)).digest("hex")}`;
}

/** RFC 8785 text; two JSON values are equal if and only if theirs is. Undefined members are left out. */
export function canonicalForm(value: unknown): string {
  return canonicalize(value) ?? "null";
}
