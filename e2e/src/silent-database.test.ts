import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { layWire } from "../../apps/server/src/testing/wire.ts"
import { startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, ledgerOf, readyToLaunch, until } from "./launch-results.ts"

const contacts = 2_000
const ratePerSecond = 400
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

describe("connections to the database that go silent in the middle of 2,000 sends, while new ones work", () => {
  it("hold up nothing for good: everything is sent, told and applied, once", {
    timeout: 300_000,
  }, async () => {
    const wire = await layWire(await freshDatabase())
    cleanups.push(() => wire.close())
    const installation = await startInstallation({
      environment: { DATABASE_URL: wire.url, IN_DOUBT_GRACE_SECONDS: "60" },
    })
    cleanups.push(() => installation.stop())
    await everybodyReads(installation)
    const { number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond)
    const launch = await installation.launchToEverybody(number, templateId)
    await until(ledgerOf(installation, number), ({ accepted }) => accepted > ratePerSecond)

    wire.silence()
    expect((await ledgerOf(installation, number)()).accepted).toBeLessThan(contacts)
    // Long before the lanes have noticed: intake has connections of its own, and does not wait for a silent one.
    await until(
      () => installation.api.get("/ready", z.object({ status: z.literal("ok") })),
      ({ status }) => status === "ok",
    )
    await expectEverybodyOnce(installation, { number, launch, contacts })
    const list = await installation.api.post(
      "/v1/doctor",
      undefined,
      z.object({ checks: z.array(z.object({ name: z.string() })) }),
    )
    expect(list.checks.map(({ name }) => name)).not.toContain("log")
  })
})
