import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What decides, proves, remembers and acts: `npm run coverage`. */
const promised = ["engine", "planner", "state", "trust"];

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // closures on a machine that others share: none of them waits for real time, so a hang is told in any case
    testTimeout: process.env["EXTENDED"] === "1" ? 3_600_000 : 300_000,
    hookTimeout: 120_000,
    env: { TZ: "UTC" },
    // the default leaves one core of two idle
    maxWorkers: 2,
    // no module keeps state: a worker loads each of them once for all files
    isolate: false,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      thresholds: Object.fromEntries(promised.map((folder) => [`src/${folder}/**/*.ts`, { branches: 95 }])),
    },
  },
});

export default config;
