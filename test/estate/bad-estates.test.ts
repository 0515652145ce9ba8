import { expect, test } from "vitest";
import { badEstates } from "./bad-estates.ts";
import { errorsFrom, rendered } from "./read.ts";

test("every mistake is told with its code, its place, its object and what to write instead", async () => {
  let text = "";
  for (const [what, estate] of Object.entries(badEstates)) {
    const errors = await errorsFrom(estate);
    text += `## ${what}\n\n${errors.map(rendered).join("\n\n")}\n\n`;
  }
  expect(text).not.toContain("CANARY");
  await expect(text).toMatchFileSnapshot("golden/bad-estates.txt");
});

test("errors are in the order of their places", async () => {
  for (const estate of Object.values(badEstates)) {
    if (typeof estate !== "string") continue;
    const lines = (await errorsFrom(estate)).map(({ where }) => where?.line ?? 0);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  }
});
