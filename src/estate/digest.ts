import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Json } from "../model/json.ts";
import type { Declarations, Declared } from "./declarations.ts";

/**
 * `sha256:` of the RFC 8785 form of what is declared: names, policies, issuers, targets. Files, order of targets, comments and
 * layout are not in it.
 */
export function declarationDigest(declarations: Declarations): string {
  const targets = [...declarations.targets].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { value }]) => value);
  const declared: Json = {
    version: 1,
    estate: declarations.name,
    policies: plainOf(declarations.policies),
    ...(declarations.issuers.size === 0 ? {} : { issuers: plainOf(declarations.issuers) }),
    defaults: declarations.defaultPolicy === undefined ? {} : { policy: declarations.defaultPolicy.value },
    targets,
  };
  return `sha256:${createHash("sha256")
    .update(canonicalize(declared) ?? "")
    .digest("hex")}`;
}

function plainOf(named: ReadonlyMap<string, Declared<object>>): Json {
  return Object.fromEntries([...named].map(([name, { value }]) => [name, { ...value } as Json]));
}
