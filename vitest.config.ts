import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What decides, proves, remembers and acts: `npm run coverage`. */
const promised = ["engine", "planner", "state", "trust"];

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: "UTC" },
    // the default leaves one core of two idle
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      thresholds: Object.fromEntries(promised.map((folder) => [`src/${folder}/**/*.ts`, { branches: 95 }])),
    },
  },
});

export default config;
