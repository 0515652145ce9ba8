import { expect, test } from "vitest";
import { badEstates } from "../estate/bad-estates.ts";
import { errorsFrom, rendered } from "../estate/read.ts";
import { mutations } from "./mutate.ts";

/** What a finger puts in: nothing, or a character that means something to YAML. */
const inserted = ["", ..."\n\t :-#'\"[]{},&*!|>%@`?~=0aé\u2028".split("")];

const declared = badEstates["secrets in the file"];
const plain = typeof declared === "string" ? declared : "";
const texts = [plain, plain.replaceAll("CANARY", '"CANARY: x, y"')];

function* slips(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    for (const removed of [0, 1, 2, 3]) {
      if (text.slice(at, at + removed).includes("CANARY")) continue;
      for (const insert of inserted) yield text.slice(0, at) + insert + text.slice(at + removed);
    }
  }
}

// every one with `npm run hostile`
const every = mutations >= 10_000 ? 1 : 97;

test(`one slip of the hand in an estate with secrets in it shows none of them (1 slip in ${every})`, async () => {
  let tried = 0;
  for (const text of texts) {
    for (const slipped of slips(text)) {
      tried += 1;
      if (tried % every !== 0) continue;
      const told = (await errorsFrom(slipped)).map(rendered).join("\n");
      if (told.includes("CANARY")) expect.fail(`${JSON.stringify(slipped)} shows a secret:\n${told}`);
    }
  }
  expect(tried).toBeGreaterThan(80_000);
});
