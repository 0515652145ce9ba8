import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { decodeText, readSettings } from "../../src/estate/index.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { Estate } from "../../src/model/target.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { caPem, estateFrom } from "../estate/read.ts";
import { chosen, mutatedBytes, mutatedText, mutations } from "./mutate.ts";
import { expectRefused, outcomeOf } from "./refusal.ts";

const example = (path: string): string => readFileSync(new URL(`../../examples/${path}`, import.meta.url), "utf8");
const estates = ["opsman-ca", "opsman-leaves", "tls-endpoints"].map((name) => example(`${name}/certplan.yaml`));
const settings = ["opsman-ca", "opsman-leaves"].map((name) => example(`${name}/certplan.toml`));
const publicFiles = { "ca/om-lyon-web.pem": caPem, "ca/om-paris-web.pem": caPem };

function read(bytes: Uint8Array): Promise<Estate> {
  return estateFrom(decodeText("certplan.yaml", bytes), publicFiles);
}

/** Without the functions that only find places. */
function plain(estate: Estate): unknown {
  return JSON.parse(JSON.stringify(estate));
}

const share = (part: number): number => Math.ceil(mutations * part);

test("the examples are accepted as they are", async () => {
  for (const text of estates)
    expect(await outcomeOf(() => read(new TextEncoder().encode(text)))).toHaveProperty("accepted");
});

test("a mutated estate is refused with code and place, or accepted as its own re-parsed form, at most one in five", async () => {
  let accepted = 0;
  const all = share(0.3);
  for (let seed = 1; seed <= all; seed += 1) {
    const draw = drawFrom(seed);
    const sample = chosen(draw, estates);
    const text = mutatedText(draw, sample);
    const bytes = draw(10) === 0 ? mutatedBytes(draw, Buffer.from(sample)) : new TextEncoder().encode(text);
    const outcome = await outcomeOf(() => read(bytes));
    if ("errors" in outcome) expectRefused(outcome.errors, `estate of seed ${seed}`);
    else {
      const again = stringify(parse(decodeText("certplan.yaml", bytes)), { lineWidth: 0 });
      expect(plain(await read(new TextEncoder().encode(again))), `seed ${seed}`).toEqual(plain(outcome.accepted));
      if (text !== sample) accepted += 1;
    }
  }
  console.log(`estates: ${all} mutated, ${accepted} accepted`);
  expect(accepted).toBeLessThanOrEqual(all / 5);
  expect({}).not.toHaveProperty("a");
});

function settingsFrom(text: string): Promise<Settings> {
  const file = { name: "certplan.toml", text: decodeText("certplan.toml", new TextEncoder().encode(text)) };
  return readSettings({ file, defaultStatePath: ".certplan", environment: {}, flags: {} });
}

/** What was read, as TOML again. */
function written({ statePath, keysPath, persistent, networkFileSystem, lineage, ...run }: Settings): string {
  const { parallelism, lockTimeoutMs, leaseMs, graceMs, timing, color } = run;
  const text = (key: string, value: string | undefined): string =>
    value === undefined ? "" : `${key} = ${JSON.stringify(value)}\n`;
  return `[state]\n${text("path", statePath)}${text("keysPath", keysPath)}${text("lineage", lineage)}persistent = ${persistent}
networkFileSystem = ${networkFileSystem}\n[run]\nparallelism = ${parallelism}\nlockTimeout = "${lockTimeoutMs}ms"\ngrace = "${graceMs}ms"
[timing]\nlease = "${leaseMs}ms"\nrequestTimeout = "${timing.requestTimeoutMs}ms"\npoll = "${timing.pollMs}ms"
${timing.arrivesWithinSeconds === undefined ? "" : `arrivesWithin = "${timing.arrivesWithinSeconds}s"\n`}[output]\ncolor = "${color}"\n`;
}

test("a certplan.toml that is too large is told with its place", async () => {
  const outcome = await outcomeOf(() => settingsFrom("#".repeat(1_000_001)));
  expect("errors" in outcome && outcome.errors.map(({ code, where }) => [code, where?.line])).toEqual([
    ["FileTooLarge", 1],
  ]);
});

test("a mutated certplan.toml is refused with code and place, or accepted as its own re-parsed form", async () => {
  let accepted = 0;
  const all = share(0.2);
  for (let seed = 1; seed <= all; seed += 1) {
    const draw = drawFrom(seed + 1_000_000);
    const text = mutatedText(draw, chosen(draw, settings));
    const outcome = await outcomeOf(() => settingsFrom(text));
    if ("errors" in outcome) expectRefused(outcome.errors, `settings of seed ${seed}`);
    else {
      accepted += 1;
      const again = await outcomeOf(() => settingsFrom(written(outcome.accepted)));
      expect(again, `seed ${seed}: ${text}`).toEqual(outcome);
    }
  }
  console.log(`settings: ${all} mutated, ${accepted} accepted`);
  expect(accepted).toBeLessThan(all);
  expect({}).not.toHaveProperty("a");
});
