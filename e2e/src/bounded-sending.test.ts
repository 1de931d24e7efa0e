import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type ConnectedNumber, HttpError, type Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, reportOf, until } from "./launch-results.ts"
import {
  advanceClock,
  approve,
  clockMs,
  fullReportOf,
  holdOf,
  loginCode,
  messageOf,
  orderFailure,
  sendTemplate,
  subscribe,
} from "./troubles.ts"

const contacts = 600
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const withId = z.object({ id: z.string() })
let installation: Installation
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  await installation.sandbox.send(
    "PATCH",
    "/_sandbox/settings",
    { accounts: { messaging_limit: "TIER_250", verification_status: "not_verified" } },
    z.unknown(),
  )
  number = await installation.connectNumber("STANDARD")
  templateId = await installation.approveTemplate(number.accountId)
}, 300_000)
afterAll(() => installation.stop())
afterEach(() => installation.sandbox.send("DELETE", "/_sandbox/failures", undefined, z.unknown()))

const accepted = async () => (await ledgerOf(installation, number)()).accepted

const campaign = async () => {
  const content = {
    kind: "template",
    template_id: templateId,
    values: { body: { first_name: "you", city: "town" } },
  }
  const { id } = await installation.api.post(
    "/v1/campaigns",
    { name: "Summer sale", number_id: number.numberId, content },
    withId,
  )
  return id
}

describe("a code to sign in with", () => {
  it("that waits for longer than ten minutes is dropped, and one that does not is sent", {
    timeout: 240_000,
  }, async () => {
    const codeId = await approve(installation, number, loginCode)
    const contactId = await subscribe(installation, number, "+4915290000001")
    const code = (digits: string) =>
      sendTemplate(installation, number, {
        contactId,
        templateId: codeId,
        values: { body: { "1": digits } },
      })
    const fault = await orderFailure(installation, number, { kind: "error", code: 131042 })
    const sentAt = await clockMs(installation)
    const early = await code("482910")
    await until(fault.hits, (hits) => hits === 1)
    await until(messageOf(installation, early.id), ({ reason }) => reason?.code === "131042")
    await advanceClock(installation, 6 * minuteMs)
    await until(
      holdOf(installation, number),
      (hold) => Date.parse(hold?.held_until ?? "") > sentAt + 6 * minuteMs,
    )
    const late = await code("482911")
    expect(late.waits).toMatchObject({ code: "131042" })
    await advanceClock(installation, 5 * minuteMs)
    expect(
      await until(messageOf(installation, early.id), ({ status }) => status === "dropped"),
    ).toMatchObject({
      reason: { code: "expired" },
    })
    await fault.takeBack()
    await advanceClock(installation, 2 * minuteMs)
    await until(messageOf(installation, late.id), ({ status }) => status === "read")
    expect(await accepted()).toBe(1)
  })
})

describe("marketing to phones of the United States", () => {
  it("is dropped before Meta is asked, and counted", { timeout: 240_000 }, async () => {
    // What the number was refused for before is known to be over by then.
    await advanceClock(installation, minuteMs)
    const before = await accepted()
    for (const phone of ["+12125550101", "+12125550102"]) await subscribe(installation, number, phone)
    await subscribe(installation, number, "+14165550103") // Canada
    const launch = (await installation.api.post(`/v1/campaigns/${await campaign()}/launches`, {}, withId)).id
    expect(
      await until(reportOf(installation, launch), ({ state, read }) => state === "completed" && read === 2),
    ).toMatchObject({
      audience: 4,
      accepted: 2,
      suppressed: { total: 2, reasons: [{ code: "us_marketing", count: 2 }] },
      failed: { total: 0 },
    })
    expect(await accepted()).toBe(before + 2)
  })
})

describe("a launch to more people than the portfolio may reach in a day", () => {
  it("that cannot end before it expires is asked about, and then sends what it can", {
    timeout: 240_000,
  }, async () => {
    const { api } = installation
    // The people reached before have no place any more.
    await advanceClock(installation, 25 * hourMs)
    await installation.importSubscribers(number.groupId, contacts)
    const path = `/v1/campaigns/${await campaign()}/launches`
    const expires_at = new Date((await clockMs(installation)) + 30 * hourMs).toISOString()
    const refusal = await api.post(path, { expires_at }, withId).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(HttpError)
    expect(refusal).toMatchObject({ status: 409, body: { error: { code: "launch_too_long" } } })
    const before = await accepted()
    const { id: launch } = await api.post(path, { expires_at, even_if_incomplete: true }, withId)
    const report = fullReportOf(installation, launch)
    const { hold } = await until(report, (at) => at.accepted === 250 && at.hold !== null)
    expect(hold).toMatchObject({ code: "messaging_limit" })
    await until(report, ({ read }) => read === 250)
    await advanceClock(installation, 24 * hourMs + minuteMs)
    await until(report, ({ read }) => read === 500)
    await advanceClock(installation, 24 * hourMs)
    const ended = await until(report, ({ state }) => state === "completed")
    expect(ended).toMatchObject({ accepted: 500, failed: { total: 0 } })
    expect(ended.suppressed.reasons).toContainEqual(expect.objectContaining({ code: "expired" }))
    expect(await accepted()).toBe(before + 500)
  })

  it("goes as places get free, and Meta refuses nobody", { timeout: 240_000 }, async () => {
    const { api } = installation
    await advanceClock(installation, 25 * hourMs)
    const before = await accepted()
    const { id: launch } = await api.post(`/v1/campaigns/${await campaign()}/launches`, {}, withId)
    const report = fullReportOf(installation, launch)
    const people = contacts + 2
    for (const reached of [250, 500]) {
      const { hold, waiting } = await until(report, (at) => at.read === reached && at.hold !== null)
      expect([hold?.code, waiting]).toEqual(["messaging_limit", people - reached])
      await advanceClock(installation, 24 * hourMs + minuteMs)
    }
    const ended = await until(report, ({ state, read }) => state === "completed" && read === people)
    expect(ended).toMatchObject({ failed: { total: 0 }, suppressed: { total: 2 }, hold: null })
    expect(await accepted()).toBe(before + people)
  })
})

describe("a launch that waits for longer than 72 hours", () => {
  it("ends with what it has not sent as expired", { timeout: 240_000 }, async () => {
    const fault = await orderFailure(installation, number, { kind: "error", code: 131042 })
    const before = await accepted()
    const { id: launch } = await installation.api.post(
      `/v1/campaigns/${await campaign()}/launches`,
      { even_if_incomplete: true },
      withId,
    )
    const report = fullReportOf(installation, launch)
    const { audience } = await until(report, ({ hold, audience }) => hold !== null && audience > contacts)
    await advanceClock(installation, 71 * hourMs)
    await until(fault.hits, (hits) => hits > 1)
    expect((await report()).waiting).toBeGreaterThanOrEqual(contacts)
    await advanceClock(installation, hourMs + minuteMs)
    const ended = await until(report, ({ state }) => state === "completed")
    expect(ended).toMatchObject({ accepted: 0, failed: { total: 0 }, suppressed: { total: audience } })
    expect(ended.suppressed.reasons).toContainEqual(
      expect.objectContaining({ code: "expired", count: audience - 2 }),
    )
    expect(await accepted()).toBe(before)
    await fault.takeBack()
  })
})
