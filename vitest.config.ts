import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: [
      "{apps,packages}/*/src/**/*.test.ts",
      "apps/sandbox/pages/src/**/*.test.ts",
      "e2e/src/**/*.test.ts",
      "bench/src/**/*.test.ts",
    ],
    globalSetup: [
      "apps/server/src/testing/run-folder.ts",
      "apps/server/src/testing/postgres.ts",
      "e2e/src/browser/build-pages.ts",
    ],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
