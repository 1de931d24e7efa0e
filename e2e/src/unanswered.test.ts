import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 20
const graceMs = 300_000
const hourMs = 3_600_000
let installation: Installation

beforeAll(async () => {
  installation = await startInstallation({ environment: { DATABASE_URL: await freshDatabase() } })
})
afterAll(() => installation.stop())

const advance = (advance_ms: number) =>
  installation.sandbox.post("/_sandbox/clock", { advance_ms }, z.unknown())

/** Phones that receive and read three hours after the message was taken. */
const everybodyReadsLate = () =>
  installation.sandbox.send(
    "PATCH",
    "/_sandbox/settings",
    {
      population: {
        sent_ms: [3 * hourMs, 3 * hourMs],
        delivered_share: 1,
        delivered_ms: [10, 20],
        read_share: 1,
        read_ms: [10, 20],
        reply_share: 0,
        block_share: 0,
        unreachable_share: 0,
        marketing_capped_share: 0,
      },
    },
    z.unknown(),
  )

it("messages that Meta took three times without an answer fail after the grace, until their statuses say that they were read", {
  timeout: 240_000,
}, async () => {
  await everybodyReadsLate()
  const { number, templateId } = await readyToLaunch(installation, contacts)
  await installation.sandbox.post(
    "/_sandbox/failures",
    { kind: "accept_then_reset", match: { phone_number_id: number.phoneNumberId } },
    z.unknown(),
  )
  const launch = await installation.launchToEverybody(number, templateId)
  const inDoubt = async () => {
    const path = `/v1/messages?source_id=${launch}&status=in_doubt&limit=${contacts}`
    return (await installation.api.get(path, z.object({ data: z.array(z.unknown()) }))).data.length
  }
  for (const post of [1, 2, 3]) {
    await until(ledgerOf(installation, number), ({ accepted }) => accepted === post * contacts)
    await until(inDoubt, (count) => count === contacts)
    expect(await reportOf(installation, launch)()).toMatchObject({ waiting: contacts, failed: { total: 0 } })
    await advance(graceMs)
  }
  expect(await until(reportOf(installation, launch), ({ state }) => state === "completed")).toMatchObject({
    accepted: 0,
    refused: contacts,
    failed: { total: contacts, reasons: [{ code: "no_answer", count: contacts }] },
  })

  await advance(3 * hourMs)
  expect(await until(reportOf(installation, launch), ({ read }) => read === contacts)).toMatchObject({
    audience: contacts,
    waiting: 0,
    suppressed: { total: 0 },
    accepted: contacts,
    refused: 0,
    sent: contacts,
    delivered: contacts,
    read: contacts,
    failed: { total: 0, reasons: [] },
  })
  expect((await ledgerOf(installation, number)()).accepted).toBe(3 * contacts)
})
