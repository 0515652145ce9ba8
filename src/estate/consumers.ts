import type { ConsumerDeclaration, Consumers } from "../generated/estate.ts";
import type { Consumer } from "../model/target.ts";
import { checkUnique, checkWord, type KeyContext } from "./key-context.ts";
import { programOf } from "./programs.ts";

/** `consumers`. Reports a name that stands there twice, and one that trusts what the type does not have. */
export function consumersOf(declared: Consumers, context: KeyContext): readonly Consumer[] {
  const { type, report } = context;
  checkUnique(
    declared.map(({ name }) => name),
    { key: "consumers", part: "name", report },
  );
  for (const [index, { of }] of declared.entries()) {
    checkWord(of, type.anchors, {
      path: ["consumers", index, "of"],
      what: `type ${type.type} shows outsiders nothing of the name`,
      report,
    });
  }
  return declared.map((consumer) => consumerOf(consumer, context.file));
}

function consumerOf({ name, of, trusts, update, verify, contact }: ConsumerDeclaration, file: string): Consumer {
  return {
    name,
    of,
    trusts,
    update: "manual" in update ? { manual: update.manual } : programOf(update, file),
    ...(verify === undefined ? {} : { verify: programOf(verify, file) }),
    ...(contact === undefined ? {} : { contact }),
  };
}
