import type { Waive } from "../generated/estate.ts";
import type { Waiver } from "../model/target.ts";
import { checkUnique, type KeyContext } from "./key-context.ts";
import { untilOf } from "./until.ts";

/** `waive`. Reports a member that stands there twice. Whether there is such a member only the platform knows. */
export function waiversOf(declared: Waive, { report }: KeyContext): readonly Waiver[] {
  checkUnique(
    declared.map(({ member }) => member),
    { key: "waive", part: "member", report },
  );
  return declared.map(({ member, why, until }, index) => ({
    member,
    why,
    until: untilOf(until, ["waive", index, "until"], report),
  }));
}
