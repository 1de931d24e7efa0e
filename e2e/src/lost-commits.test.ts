import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { commit, layWire, type Wire } from "../../apps/server/src/testing/wire.ts"
import { type ConnectedNumber, type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 1_000
const ratePerSecond = 250
const anything = z.unknown()
let wire: Wire
let installation: Installation
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  wire = await layWire(await freshDatabase())
  installation = await startInstallation({ environment: { DATABASE_URL: wire.url } })
  await everybodyReads(installation)
  ;({ number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond))
})
beforeEach(() =>
  installation.sandbox.post(
    "/_sandbox/failures",
    { kind: "error", code: 131000, share: 0.3, match: { phone_number_id: number.phoneNumberId } },
    anything,
  ),
)
afterAll(async () => {
  await installation?.stop()
  await wire?.close()
})

/** What a transaction says whose COMMIT is carried out, and its answer lost. */
const fill = /INSERT INTO outbox/
const ofLane = {
  "claims messages": /SET claim = \$/,
  "writes what Meta took": /outcome AS MATERIALIZED/,
  "gives back what Meta refused": /later AS MATERIALIZED/,
}

/** Once Meta takes everything again, everyone has one message of the launch, counted from what Meta had taken before. */
async function expectEverybodyOnce(launch: string, before: number): Promise<void> {
  await until(reportOf(installation, launch), ({ audience }) => audience === contacts)
  await until(ledgerOf(installation, number), ({ accepted }) => accepted > before + contacts / 2)
  await installation.sandbox.send("DELETE", "/_sandbox/failures", undefined, anything)
  await installation.sandbox.post("/_sandbox/clock", { advance_ms: 10 * 60_000 }, anything)
  const report = await until(
    reportOf(installation, launch),
    ({ state, read, failed }) => state === "completed" && read + failed.total === contacts,
  )
  expect(report).toMatchObject({ audience: contacts, accepted: contacts, failed: { total: 0 } })
  const { accepted, duplicate_callback_data } = await ledgerOf(installation, number)()
  expect(accepted - before).toBe(contacts)
  expect(duplicate_callback_data).toBe(0)
}

describe("while Meta refuses three of ten posts for a moment", () => {
  it("the lost answer to the COMMIT of what brings the audience into the outbox loses and repeats nothing", {
    timeout: 300_000,
  }, async () => {
    const before = await ledgerOf(installation, number)()
    const lost = wire.loseAnswer(commit, fill)
    const launch = await installation.launchToEverybody(number, templateId)
    await lost
    await expectEverybodyOnce(launch, before.accepted)
  })

  it.each(Object.entries(ofLane))(
    "so does that of what %s",
    { timeout: 300_000 },
    async (_name, statement) => {
      const before = await ledgerOf(installation, number)()
      const launch = await installation.launchToEverybody(number, templateId)
      await until(
        ledgerOf(installation, number),
        ({ accepted }) => accepted > before.accepted + contacts / 10,
      )
      await wire.loseAnswer(commit, statement)
      expect((await ledgerOf(installation, number)()).accepted).toBeLessThan(before.accepted + contacts)
      await expectEverybodyOnce(launch, before.accepted)
    },
  )
})
