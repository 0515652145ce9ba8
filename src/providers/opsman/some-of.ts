/** So many names stand in a sentence; a foundation can have sixty products and hundreds of leaves. */
const namesShown = 8;

/** `cf, p-bosh, p.mysql`, or the first of them and how many more there are: evidence and hints have all. */
export function someOf(names: readonly string[], separator: string = ", "): string {
  const more = names.length - namesShown;
  return more <= 0 ? names.join(separator) : `${names.slice(0, namesShown).join(separator)} and ${more} more`;
}
