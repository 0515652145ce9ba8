import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What decides, proves, remembers and acts: `npm run coverage`. */
const promised = ["engine", "planner", "state", "trust"];

/** What takes longest. Begun first, so that no worker is left alone with it at the end. */
const longest = [
  "test/crash/grid",
  "test/simulation/ca-closure",
  "test/examples",
  "test/crash",
  "test/simulation/closure",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((part) => moduleId.includes(part));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/left-behind.ts"],
    // closures on a machine that others share: none of them waits for real time, so a hang is told in any case
    testTimeout: process.env["EXTENDED"] === "1" ? 3_600_000 : 300_000,
    hookTimeout: 120_000,
    env: { TZ: "UTC" },
    // the default leaves one core of two idle
    maxWorkers: 2,
    // no module keeps state: a worker loads each of them once for all files
    isolate: false,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      thresholds: Object.fromEntries(promised.map((folder) => [`src/${folder}/**/*.ts`, { branches: 95 }])),
    },
  },
});

export default config;
