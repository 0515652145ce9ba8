/** A name of node:crypto on one line. It puts each part on a line of its own and escapes control characters; an empty name is undefined there. */
export function oneLine(name: string | undefined): string {
  return (name ?? "").split("\n").join(",");
}

/** True if every part of `wanted` (`O=Acme` or `CN=x,O=Acme`) is a part of the one-line name, in any order; exact text. */
export function hasNameParts(name: string, wanted: string): boolean {
  const parts = new Set(partsOf(name));
  return partsOf(wanted).every((part) => parts.has(part));
}

function partsOf(name: string): string[] {
  return name.split(/(?<!\\),/).map((part) => part.trim().replace(/ *= */, "="));
}
