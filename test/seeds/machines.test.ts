import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const simulate = fileURLToPath(new URL("../../scripts/simulate.ts", import.meta.url));
const run = promisify(execFile);

async function tracesIn(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const argv = ["--import", "tsx", simulate, "--seeds", "20", "--target", "leaves", "--traces"];
  const { stdout } = await run(process.execPath, argv, { env: { ...process.env, ...environment } });
  return stdout.split("\n").filter((line) => /^leaves \d+ [0-9a-f]{64}$/.test(line));
}

test("20 seeds in another time zone and locale, in a process of their own, give the same traces", async () => {
  const [here, there] = await Promise.all([
    tracesIn({ TZ: "UTC", LC_ALL: "C" }),
    tracesIn({ TZ: "Pacific/Chatham", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" }),
  ]);
  expect(here).toHaveLength(20);
  expect(there).toEqual(here);
});
