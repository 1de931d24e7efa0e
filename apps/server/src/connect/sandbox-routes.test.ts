import { expect, it } from "vitest"
import { steppedClock } from "../platform/clock.ts"
import { readConfig } from "../platform/config.ts"
import { describeSandbox } from "./sandbox-routes.ts"

const now = new Date("2026-11-22T12:00:00Z")
const configured = (more: Record<string, string> = {}) =>
  readConfig({ META_APP_ID: "123", META_APP_SECRET: "test-app-secret", ...more })

it("an installation that follows the sandbox's clock tells where its pages are, and how far it is ahead", () => {
  const config = configured({
    CLOCK_URL: "http://sandbox:4500/_sandbox/clock",
    META_DIALOG_URL: "http://localhost:4500/",
  })
  const clock = steppedClock(new Date("2026-11-23T13:00:00Z"))
  expect(describeSandbox({ config, clock }, now)).toEqual({
    pages_url: "http://localhost:4500/_sandbox/pages",
    clock_offset_ms: 25 * 60 * 60_000,
  })
})

it("an installation that talks to Meta has none", () => {
  expect(describeSandbox({ config: configured(), clock: steppedClock(now) }, now)).toBeNull()
})
