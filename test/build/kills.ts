/** `EXTENDED=1`: closures that `npm test` leaves to `npm run closures`. */
export const isExtended: boolean = process.env["EXTENDED"] === "1";

/** How often a run is killed before it is brought to its end, in the closures of less than a whole platform. */
export const kills: { readonly maximumKills?: number; readonly words: string } = isExtended
  ? { words: "any number of times" }
  : { maximumKills: 2, words: "up to twice" };
