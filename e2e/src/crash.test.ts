import { afterEach, describe, expect, it } from "vitest"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import {
  everybodyReads,
  expectEverybodyOnce,
  ledgerOf,
  outlastDoubt,
  readyToLaunch,
  until,
} from "./launch-results.ts"

const contacts = 5_000
const graceMs = 15_000
let installation: Installation | undefined

afterEach(async () => {
  await installation?.stop()
  installation = undefined
})

async function start(environment: Record<string, string> = {}): Promise<Installation> {
  installation = await startInstallation({
    environment: {
      DATABASE_URL: await freshDatabase(),
      IN_DOUBT_GRACE_SECONDS: String(graceMs / 1000),
      ...environment,
    },
  })
  await everybodyReads(installation)
  return installation
}

describe("kill -9 in the middle of 5,000 sends", () => {
  it("of the worker: another sends the rest, and everyone has exactly one message", {
    timeout: 240_000,
  }, async () => {
    const running = await start({ ROLES: "api,intake" })
    const worker = await running.startServer({ ROLES: "apply,lanes,background" })
    const { number, templateId } = await readyToLaunch(running, contacts)
    const launch = await running.launchToEverybody(number, templateId)
    await until(ledgerOf(running, number), ({ accepted }) => accepted > 1_000)
    await worker.kill()
    const { accepted } = await ledgerOf(running, number)()
    expect(accepted).toBeLessThan(contacts)
    await running.startServer({ ROLES: "apply,lanes,background" })
    await outlastDoubt(running, { number, launch, graceMs })
    await expectEverybodyOnce(running, { number, launch, contacts })
  })

  it("of the only process: webhooks that found nobody come again, and everyone has exactly one message", {
    timeout: 240_000,
  }, async () => {
    const running = await start()
    const { number, templateId } = await readyToLaunch(running, contacts)
    const launch = await running.launchToEverybody(number, templateId)
    await until(ledgerOf(running, number), ({ accepted }) => accepted > 1_000)
    await running.server.kill()
    const { accepted } = await ledgerOf(running, number)()
    expect(accepted).toBeLessThan(contacts)
    await running.startServer({ PORT: new URL(running.apiUrl).port })
    await outlastDoubt(running, { number, launch, graceMs })
    await expectEverybodyOnce(running, { number, launch, contacts })
  })
})
