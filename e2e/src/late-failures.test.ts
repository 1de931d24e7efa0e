import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, reportOf, until } from "./launch-results.ts"
import {
  advanceClock,
  approve,
  fullReportOf,
  loginCode,
  messageOf,
  orderFailure,
  sendTemplate,
  subscribe,
} from "./troubles.ts"

const hourMs = 3_600_000
const contacts = 20
const withId = z.object({ id: z.string() })
let installation: Installation
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  number = await installation.connectNumber("STANDARD")
  templateId = await installation.approveTemplate(number.accountId)
  await installation.importSubscribers(number.groupId, contacts)
}, 300_000)
afterAll(() => installation.stop())
afterEach(() => installation.sandbox.send("DELETE", "/_sandbox/failures", undefined, z.unknown()))

const accepted = async () => (await ledgerOf(installation, number)()).accepted
const phoneOf = (n: number) => `49151${10_000_000 + n}`

async function contactOf(phone: string): Promise<string> {
  const found = await installation.api.get(
    `/v1/contacts?search=${encodeURIComponent(`+${phone}`)}`,
    z.object({ data: z.array(withId) }),
  )
  return found.data[0]?.id ?? ""
}

const deliveryOf = (contactId: string) =>
  installation.api.get(
    `/v1/contacts/${contactId}/delivery`,
    z.object({ data: z.array(z.object({ code: z.string(), title: z.string(), times: z.number() })) }),
  )

describe("what Meta took and did not deliver, as people had enough marketing for now", () => {
  it("goes again after 24 hours, but not to people who answered or unsubscribed meanwhile", {
    timeout: 240_000,
  }, async () => {
    const { sandbox } = installation
    const before = await accepted()
    const fault = await orderFailure(installation, number, { kind: "async", code: 131049 })
    const launch = await installation.launchToEverybody(number, templateId)
    const report = fullReportOf(installation, launch)
    expect(await until(report, ({ retrying }) => retrying === contacts)).toMatchObject({
      accepted: contacts,
      failed: { total: 0 },
      retried: contacts,
      read: 0,
    })
    await fault.takeBack()
    await sandbox.post(
      `/_sandbox/people/${phoneOf(0)}/messages`,
      { to: number.phoneNumberId, type: "text", text: { body: "Tell me more" } },
      z.unknown(),
    )
    await until(report, ({ retrying }) => retrying === contacts - 1)
    await installation.api.send(
      "PUT",
      `/v1/contacts/${await contactOf(phoneOf(1))}/subscriptions/${number.groupId}`,
      { state: "unsubscribed" },
      z.unknown(),
    )
    await advanceClock(installation, 23 * hourMs)
    expect(await report()).toMatchObject({ retrying: contacts - 1 })
    expect(await accepted()).toBe(before + contacts)
    await advanceClock(installation, hourMs + 60_000)
    expect(await until(report, ({ read }) => read === contacts - 2)).toMatchObject({
      audience: contacts,
      retrying: 0,
      retried: contacts - 2,
      failed: { total: 2, reasons: [{ code: "131049", count: 2 }] },
    })
    expect(await accepted()).toBe(before + contacts + contacts - 2)
  })
  it("ends with its launch", { timeout: 240_000 }, async () => {
    const fault = await orderFailure(installation, number, { kind: "async", code: 131049 })
    const launch = await installation.launchToEverybody(number, templateId)
    const report = fullReportOf(installation, launch)
    const people = await until(
      report,
      (now) => now.retrying > 0 && now.retrying + now.suppressed.total === now.audience,
    )
    const before = await accepted()
    for (let day = 1; day <= 2; day++) {
      await advanceClock(installation, 24 * hourMs + 60_000)
      await until(fault.hits, (hits) => hits === (day + 1) * people.retrying)
      await until(report, (now) => now.retrying === people.retrying || day === 2)
    }
    await advanceClock(installation, 25 * hourMs)
    const ended = await until(report, ({ state, retrying }) => state === "completed" && retrying === 0)
    expect(ended.failed.total).toBe(people.retrying)
    expect(ended.failed.reasons).toMatchObject([{ code: "131049", count: people.retrying }])
    expect(await accepted()).toBe(before + 2 * people.retrying)
    await fault.takeBack()
    expect((await deliveryOf(await contactOf(phoneOf(5)))).data).toMatchObject([
      { code: "131049", title: expect.stringContaining("deliver"), times: expect.any(Number) },
    ])
  })

  it("is not repeated for codes to sign in with", { timeout: 240_000 }, async () => {
    const codeId = await approve(installation, number, loginCode)
    const contactId = await subscribe(installation, number, "+4915290000002")
    const fault = await orderFailure(installation, number, { kind: "async", code: 131049 })
    const { id } = await sendTemplate(installation, number, {
      contactId,
      templateId: codeId,
      values: { body: { "1": "482910" } },
    })
    expect(await until(messageOf(installation, id), ({ status }) => status === "failed")).toMatchObject({
      reason: { code: "131049" },
    })
    await fault.takeBack()
    const before = await accepted()
    await advanceClock(installation, 25 * hourMs)
    const other = await subscribe(installation, number, "+4915290000003")
    const { id: later } = await sendTemplate(installation, number, {
      contactId: other,
      templateId: codeId,
      values: { body: { "1": "482911" } },
    })
    await until(messageOf(installation, later), ({ status }) => status === "read")
    expect(await accepted()).toBe(before + 1)
    expect(await messageOf(installation, id)()).toMatchObject({ status: "failed" })
  })
})

describe("a launch that came to nothing for some", () => {
  it("is repeated for exactly those whose messages failed, or who were sent none", {
    timeout: 240_000,
  }, async () => {
    const { api } = installation
    const failing = [phoneOf(2), phoneOf(3), phoneOf(4)]
    const faults = await Promise.all(
      failing.map((to) => orderFailure(installation, number, { kind: "async", code: 131026, match: { to } })),
    )
    const launch = await installation.launchToEverybody(number, templateId)
    const over = (now: { state: string; read: number; failed: { total: number }; accepted: number }) =>
      now.state === "completed" && now.read + now.failed.total === now.accepted
    const first = await until(reportOf(installation, launch), (now) => over(now) && now.failed.total === 3)
    expect(first.failed.reasons).toMatchObject([{ code: "131026", count: 3 }])
    for (const fault of faults) await fault.takeBack()
    for (const phone of failing) {
      const { data } = await deliveryOf(await contactOf(phone))
      expect(data.map(({ code }) => code)).toContain("131026")
    }
    const resend = async (to: string) => {
      const { id } = await api.post(`/v1/launches/${launch}/resend`, { to }, withId)
      const done = await until(reportOf(installation, id), (now) => over(now))
      const messages = await api.get(
        `/v1/messages?source_id=${id}&limit=100`,
        z.object({ data: z.array(z.object({ contact_id: z.string() })) }),
      )
      return { done, people: messages.data.map(({ contact_id }) => contact_id).toSorted() }
    }
    const unsent = first.suppressed.total
    const failed = await resend("failed")
    expect(failed.done).toMatchObject({ audience: 3, accepted: 3, read: 3 })
    expect(failed.people).toEqual((await Promise.all(failing.map(contactOf))).toSorted())
    expect((await resend("unsent")).done.audience).toBe(unsent)
  })
})
