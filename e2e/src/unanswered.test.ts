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

const decided = z.object({ decided: z.number() })

it("messages that Meta took without an answer go again only when a person says so, until their statuses say that they were read", {
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
    const { data } = await installation.api.get(
      path,
      z.object({ data: z.array(z.object({ id: z.string() })) }),
    )
    return data.map(({ id }) => id)
  }
  const decide = (body: object) => installation.api.post("/v1/messages/decide", body, decided)
  const postedOnceMore = 5

  const doubtful = await until(inDoubt, (ids) => ids.length === contacts)
  expect(await reportOf(installation, launch)()).toMatchObject({ waiting: contacts, failed: { total: 0 } })
  expect(await decide({ source_id: launch, decision: "leave" })).toEqual({ decided: 0 })
  await advance(graceMs)
  const some = doubtful.slice(0, postedOnceMore)
  await until(
    () => decide({ message_ids: some, decision: "send_again" }),
    ({ decided }) => decided === postedOnceMore,
  )
  await until(ledgerOf(installation, number), ({ accepted }) => accepted === contacts + postedOnceMore)
  await until(inDoubt, (ids) => ids.length === contacts)

  await advance(graceMs)
  let left = 0
  await until(
    async () => {
      left += (await decide({ source_id: launch, decision: "leave" })).decided
      return left
    },
    (count) => count === contacts,
  )
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
  expect((await ledgerOf(installation, number)()).accepted).toBe(contacts + postedOnceMore)
})
