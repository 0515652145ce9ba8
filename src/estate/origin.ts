import type { DeclarationContext } from "./target-type.ts";

/** `https://host:port` of a target's `url`; what the schema lets through and is no URL is reported as InvalidUrl. */
export function originOf(url: string, context: DeclarationContext): string {
  if (URL.canParse(url)) return new URL(url).origin;
  context.report({
    code: "InvalidUrl",
    path: ["url"],
    what: "is not the https address of a system",
    hint: "write https://host or https://host:port",
  });
  return url;
}
