import { defineConfig } from "vitest/config"
import { SlowFilesFirst } from "./apps/server/src/testing/slow-files-first.ts"

/** Tests of the whole system, some of which open a browser. */
const systemTests = ["e2e/src/**/*.test.ts"]
/** Tests without a database, which leave nothing behind: they share their threads, and so what they import. */
const packageTests = ["packages/*/src/**/*.test.ts"]

const shared = {
  setupFiles: [
    "apps/server/src/testing/property-tests.ts",
    "apps/server/src/testing/patient-waits.ts",
    "apps/server/src/testing/leaves-nothing.ts",
  ],
  // Far longer than anything takes: on a busy machine with few processors all takes several times as long.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 45_000 } },
  // What fails twice is broken. What passes the second time is marked `retry x1` in the output, and is a race to be found and fixed.
  retry: 1,
}

export default defineConfig({
  test: {
    // Once for a run, whichever projects it has tests of.
    globalSetup: [
      "apps/server/src/testing/run-folder.ts",
      "apps/server/src/testing/property-seed.ts",
      "apps/server/src/testing/postgres.ts",
      "e2e/src/browser/build-pages.ts",
    ],
    sequence: { sequencer: SlowFilesFirst },
    pool: "forks",
    // Tests wait for processes, time-outs and leases about half of their time: three at once fill two cores, and none is starved.
    maxWorkers: 3,
    projects: [
      {
        test: { ...shared, name: "packages", include: packageTests, pool: "threads", isolate: false },
      },
      {
        test: {
          ...shared,
          name: "code",
          // Files one after the other in each process share what they import: 55 % less processor time than a process each.
          isolate: false,
          include: [
            "apps/*/src/**/*.test.ts",
            "apps/sandbox/pages/src/**/*.test.ts",
            "bench/src/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "system",
          include: systemTests,
          isolate: false, // each worker starts one Chromium, and imports Playwright once
          globalSetup: ["e2e/src/browser/install-chromium.ts"],
        },
      },
    ],
  },
})
