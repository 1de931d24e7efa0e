import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { Database } from "../../apps/server/src/platform/database/index.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type ConnectedNumber, type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 20
const hourMs = 3_600_000
const graceMs = 15_000
const stepMs = 8_000
/** People whose posts get no answer, as far as a test orders it. */
const unlucky = ["4915110000000", "4915110000001", "4915110000002"]
const withId = z.object({ id: z.string() })
const listed = z.object({ data: z.array(withId) })
const anything = z.unknown()
let installation: Installation
let db: Database
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  const url = await freshDatabase()
  db = new Database(url, { connections: 1, onConnectionLost: () => undefined })
  installation = await startInstallation({
    environment: { DATABASE_URL: url, IN_DOUBT_GRACE_SECONDS: String(graceMs / 1_000) },
  })
  const ready = await readyToLaunch(installation, contacts)
  number = ready.number
  templateId = ready.templateId
})
afterAll(async () => {
  await installation.stop()
  await db.close()
})

const clock = z.object({ now: z.coerce.date() })
const advance = (advance_ms: number) => installation.sandbox.post("/_sandbox/clock", { advance_ms }, clock)
const orderFailure = (order: object) => installation.sandbox.post("/_sandbox/failures", order, withId)
const decide = (body: object) =>
  installation.api.post("/v1/messages/decide", body, z.object({ decided: z.number() }))
const inDoubt = (launch: string) => async () => {
  const path = `/v1/messages?source_id=${launch}&status=in_doubt&limit=${contacts}`
  return (await installation.api.get(path, listed)).data.map(({ id }) => id)
}

/**
 * Moves the time on until a message that is posted then is surely later than those before, by less at a time than the silence
 * after which it counts that webhooks were not taken.
 */
async function outlastGrace(): Promise<void> {
  const seen = () =>
    db.system((tx) => tx.selectFrom("intake_presence").select("seen_at").executeTakeFirstOrThrow())
  const sure = (await advance(0)).now.getTime() + 2 * graceMs + stepMs
  for (let now = new Date(0); now.getTime() < sure; ) {
    now = (await advance(stepMs)).now
    await until(seen, ({ seen_at }) => seen_at >= now)
  }
}

/** Another message of the number, of which Meta tells everything: what it had taken before would have been told, too. */
async function sendAnother(): Promise<void> {
  const { data } = await installation.api.get(`/v1/contacts?phone=%2B${lucky}`, listed)
  const values = { body: { first_name: "Ana", city: "Lima" } }
  const { id } = await installation.api.post(
    "/v1/messages",
    {
      number_id: number.numberId,
      contact_id: data[0]?.id,
      content: { kind: "template", template_id: templateId, values },
    },
    withId,
  )
  await until(
    () => installation.api.get(`/v1/messages/${id}`, z.object({ status: z.string() })),
    ({ status }) => status === "read",
  )
}
const lucky = "4915110000019"

it("what gets no answer goes again once it is sure that it did not arrive; after three posts a person decides", {
  timeout: 300_000,
}, async () => {
  await everybodyReads(installation)
  const orders = await Promise.all(unlucky.map((to) => orderFailure({ kind: "reset", match: { to } })))
  const posts = async () => {
    const { data } = await installation.sandbox.get(
      "/_sandbox/failures",
      z.object({ data: z.array(withId.extend({ hits: z.number() })) }),
    )
    return orders.map(({ id }) => data.find((order) => order.id === id)?.hits)
  }
  const launch = await installation.launchToEverybody(number, templateId)
  for (const count of [1, 2, 3]) {
    await until(posts, (hits) => hits.every((each) => each === count))
    await until(inDoubt(launch), (ids) => ids.length === unlucky.length)
    await outlastGrace()
    await sendAnother()
  }

  await outlastGrace()
  await sendAnother()
  expect(await posts()).toEqual(unlucky.map(() => 3))
  const waiting = await inDoubt(launch)()
  expect(waiting).toHaveLength(unlucky.length)
  expect(await reportOf(installation, launch)()).toMatchObject({
    state: "sending",
    waiting: unlucky.length,
    in_doubt: { count: unlucky.length },
    failed: { total: 0 },
  })
  const [message = ""] = waiting
  expect(
    await installation.api.get(`/v1/messages/${message}`, z.object({ unanswered: z.number() })),
  ).toMatchObject({ unanswered: 3 })

  await installation.sandbox.send("DELETE", "/_sandbox/failures", undefined, anything)
  expect(await decide({ message_ids: waiting.slice(0, 2), decision: "send_again" })).toEqual({ decided: 2 })
  expect(await decide({ source_id: launch, decision: "leave" })).toEqual({ decided: 1 })
  const report = await until(
    reportOf(installation, launch),
    ({ state, read }) => state === "completed" && read === contacts - 1,
  )
  expect(report).toMatchObject({
    accepted: contacts - 1,
    failed: { total: 1, reasons: [{ code: "no_answer", count: 1 }] },
  })
  expect((await ledgerOf(installation, number)()).duplicate_callback_data).toBe(0)
})

it("what Meta took without an answer goes again only when a person says so, until its statuses say that it was read", {
  timeout: 300_000,
}, async () => {
  await everybodyReads(installation, 3 * hourMs)
  const before = (await ledgerOf(installation, number)()).accepted
  for (const to of unlucky) await orderFailure({ kind: "accept_then_reset", match: { to } })
  const launch = await installation.launchToEverybody(number, templateId)
  const answered = contacts - unlucky.length

  const doubtful = await until(inDoubt(launch), (ids) => ids.length === unlucky.length)
  await until(reportOf(installation, launch), ({ accepted }) => accepted === answered)
  expect(await reportOf(installation, launch)()).toMatchObject({
    waiting: unlucky.length,
    failed: { total: 0 },
  })
  expect(await decide({ source_id: launch, decision: "leave" })).toEqual({ decided: 0 })
  await advance(graceMs)
  await until(
    () => decide({ message_ids: doubtful.slice(0, 1), decision: "send_again" }),
    ({ decided }) => decided === 1,
  )
  await until(ledgerOf(installation, number), ({ accepted }) => accepted === before + contacts + 1)
  await until(inDoubt(launch), (ids) => ids.length === unlucky.length)

  await advance(graceMs)
  let left = 0
  await until(
    async () => {
      left += (await decide({ source_id: launch, decision: "leave" })).decided
      return left
    },
    (count) => count === unlucky.length,
  )
  expect(await until(reportOf(installation, launch), ({ state }) => state === "completed")).toMatchObject({
    accepted: answered,
    refused: unlucky.length,
    failed: { total: unlucky.length, reasons: [{ code: "no_answer", count: unlucky.length }] },
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
  expect((await ledgerOf(installation, number)()).accepted).toBe(before + contacts + 1)
})
