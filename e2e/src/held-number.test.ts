import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 500
const sixMinutesMs = 6 * 60_000
let installation: Installation | undefined

afterEach(async () => {
  await installation?.stop()
  installation = undefined
})

describe("when Meta refuses the account in the middle of a launch", () => {
  it("holds the number without burning a message, says why, and continues after five minutes", {
    timeout: 240_000,
  }, async () => {
    installation = await startInstallation({ environment: { DATABASE_URL: await freshDatabase() } })
    const { api, sandbox } = installation
    await everybodyReads(installation)
    const { number, templateId } = await readyToLaunch(installation, contacts)
    await sandbox.post(
      "/_sandbox/failures",
      {
        kind: "error",
        code: 190,
        http_status: 401,
        match: { phone_number_id: number.phoneNumberId },
        times: 1,
      },
      z.unknown(),
    )
    const launch = await installation.launchToEverybody(number, templateId)

    const numbers = z.object({
      data: z.array(
        z.object({ id: z.string(), held_until: z.string().nullable(), hold_code: z.number().nullable() }),
      ),
    })
    const held = await until(
      () => api.get("/v1/numbers", numbers),
      ({ data }) => data.some((row) => row.held_until !== null),
    )
    expect(held.data).toMatchObject([{ id: number.numberId, hold_code: 190 }])
    const report = await until(
      reportOf(installation, launch),
      ({ waiting, accepted }) => waiting + accepted === contacts,
    )
    expect(report.waiting).toBeGreaterThan(0)
    expect(report.failed.total).toBe(0)

    await sandbox.post("/_sandbox/clock", { advance_ms: sixMinutesMs }, z.unknown())
    await expectEverybodyOnce(installation, { number, launch, contacts })
  })
})
