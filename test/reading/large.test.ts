import { expect, test } from "vitest";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import { driftMarkdown, driftText, markdownLimit, planMarkdown, planText } from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { day, drift, plan, start } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";
import { aStyle } from "../build/style.ts";
import { type Opened, opened } from "./opened.ts";
import type { Scene } from "./scenes.ts";

const tiles = Array.from({ length: 57 }, (_, index) => `tile-with-a-rather-long-name-${index}`);

/** 60 products, 400 leaves that end on 400 days and more, and stemcells that force recreation everywhere. */
function large(state: OpsmanState): OpsmanState {
  const leaves = Array.from({ length: 395 }, (_, index) => {
    const product = state.products[index % state.products.length]?.guid ?? "";
    const validUntil = start + (100 + index) * day;
    const deployed = { generation: 1, ca: state.cas[0]?.guid ?? "", validFrom: start - 300 * day, validUntil };
    const reference = `/p-bosh/${product}/a/path/of/some/length/certificate_number_${index}`;
    return { product, location: "credhub", reference, deployed } as const;
  });
  return { ...state, leaves: [...state.leaves, ...leaves] };
}

const stemcell = { os: "ubuntu-xenial", version: "456.30" };

async function undeclared(): Promise<Scene> {
  const leaf = await pastedLeaf("www.example.com");
  const collection = Array.from({ length: 200 }, (_, index) => ({ name: `a-certificate-${index}`, ...leaf }));
  return { world: { foundation: { tiles, collection }, change: large } };
}

async function longest({
  world,
  command,
}: Opened): Promise<{ readonly texts: readonly string[]; readonly md: number }> {
  const made = (await finish(world, plan(command()))).plan;
  const { report } = await finish(world, drift(command()));
  const markdown = planMarkdown(made, world.now, { flags: "" });
  const drifted = driftMarkdown(report, "");
  const style = aStyle({ now: world.now });
  expect(markdown).toContain(made.digest);
  for (const { final, title } of made.steps)
    if (final) expect(markdown).toContain(title.split(" ").slice(0, 3).join(" "));
  return { texts: [planText(made, style), driftText(report, style)], md: Math.max(markdown.length, drifted.length) };
}

test("400 leaves and 60 products: Markdown stays under the limit, the plan on a screen under 80 lines", async () => {
  const { texts, md } = await longest(await opened({ world: { foundation: { tiles, stemcell }, change: large } }));
  expect(md).toBeLessThanOrEqual(markdownLimit);
  expect(texts[0]).toMatch(/3 Apply Changes, each of 60 products \([^()]* and 52 more\)/);
  for (const text of texts) expect(text.split("\n").length).toBeLessThan(80);
});

test("200 configurable leaves that the estate does not declare: every line to add is on the screen, Markdown stays short", async () => {
  const { texts, md } = await longest(await opened(await undeclared()));
  expect(md).toBeLessThanOrEqual(markdownLimit);
  expect(
    texts[0]?.match(/- \{ product: cf, .*element: a-certificate-\d+, issuer: NAME, sans: \[\.\.\.\] \}/g),
  ).toHaveLength(200);
});
