import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { plantedBugs } from "../../scripts/planted-bugs/bugs.ts";

test.each(plantedBugs)("planted bug: $name can still be planted", async ({ file, find, plant }) => {
  const text = await readFile(new URL(`../../${file}`, import.meta.url), "utf8");
  expect(text.split(find)).toHaveLength(2);
  expect(find).not.toBe(plant);
});
