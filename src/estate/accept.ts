import type { Accept } from "../generated/estate.ts";
import type { Acceptance } from "../model/trust.ts";
import { parseDuration } from "../time/duration.ts";
import { checkWord, type KeyContext } from "./key-context.ts";
import { untilOf } from "./until.ts";

/** `accept`. Reports a cut that the type does not have. */
export function acceptancesOf(declared: Accept, { type, report }: KeyContext): readonly Acceptance[] {
  return declared.map(({ cut, members, maximum, until, ticket }, index) => {
    checkWord(cut, type.cuts, { path: ["accept", index, "cut"], what: `type ${type.type} has no cut`, report });
    return {
      cut,
      ...(members === undefined ? {} : { members }),
      maximumSeconds: Math.floor(parseDuration(maximum) / 1000),
      until: untilOf(until, ["accept", index, "until"], report),
      ...(ticket === undefined ? {} : { ticket }),
    };
  });
}
