import { defineConfig } from "vitest/config"

/** Tests that open a browser, which has to be there before they start. */
const browserTests = ["e2e/src/{dashboard,sandbox}-*.test.ts"]

const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
}

export default defineConfig({
  test: {
    // Once for a run, whichever projects it has tests of.
    globalSetup: [
      "apps/server/src/testing/run-folder.ts",
      "apps/server/src/testing/postgres.ts",
      "e2e/src/browser/build-pages.ts",
    ],
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "code",
          include: [
            "{apps,packages}/*/src/**/*.test.ts",
            "apps/sandbox/pages/src/**/*.test.ts",
            "e2e/src/**/*.test.ts",
            "bench/src/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", ...browserTests],
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          include: browserTests,
          globalSetup: ["e2e/src/browser/install-chromium.ts"],
        },
      },
    ],
  },
})
