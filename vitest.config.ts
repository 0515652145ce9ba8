import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: "UTC" },
    // the default leaves one core of two idle
    maxWorkers: 2,
    coverage: { provider: "v8", include: ["src/**"], exclude: ["src/generated/**"] },
  },
});

export default config;
