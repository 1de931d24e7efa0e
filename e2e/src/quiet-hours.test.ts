import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, readyToLaunch, until } from "./launch-results.ts"
import {
  advanceClock,
  approve,
  clockMs,
  fullReportOf,
  loginCode,
  messageOf,
  sendTemplate,
  subscribe,
} from "./troubles.ts"

const contacts = 300
const hourMs = 3_600_000
const zone = "Asia/Tokyo"
const listed = z.object({ data: z.array(z.object({ id: z.string() })) })
const anything = z.unknown()
let installation: Installation
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  const ready = await readyToLaunch(installation, contacts)
  number = ready.number
  templateId = ready.templateId
}, 240_000)
afterAll(() => installation?.stop())

/** What a clock there shows. */
const localTime = (ms: number) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(ms)

const accepted = async () => (await ledgerOf(installation, number)()).accepted

/** A person writes, and is answered. @returns the id of the answer */
async function answer(phone: string): Promise<string> {
  const { api, sandbox } = installation
  const waId = phone.slice(1)
  const written = { to: number.phoneNumberId, type: "text", text: { body: "Are you open today?" } }
  await sandbox.post(`/_sandbox/people/${waId}/messages`, written, anything)
  const conversations = async () => {
    const [contact] = (await api.get(`/v1/contacts?phone=%2B${waId}`, listed)).data
    return api.get(`/v1/conversations?contact_id=${contact?.id}`, listed)
  }
  const { data } = await until(conversations, ({ data }) => data.length === 1)
  const { message_id } = await api.post(
    `/v1/conversations/${data[0]?.id}/replies`,
    { text: "Until six." },
    z.object({ message_id: z.string() }),
  )
  return message_id
}

describe("in quiet hours", () => {
  it("a launch waits, answers and codes go, and when they end everybody gets the launch once", {
    timeout: 300_000,
  }, async () => {
    const { api } = installation
    const phone = "+4915777000001"
    const contactId = await subscribe(installation, number, phone)
    const code = await approve(installation, number, loginCode)
    const now = await clockMs(installation)
    const quiet_hours = { from: localTime(now - hourMs), until: localTime(now + 2 * hourMs) }
    await api.send("PATCH", "/v1/workspace", { time_zone: zone, quiet_hours }, anything)

    const launch = await installation.launchToEverybody(number, templateId)
    const waiting = await until(fullReportOf(installation, launch), ({ waiting }) => waiting === contacts + 1)
    expect(waiting).toMatchObject({ accepted: 0, hold: { code: "quiet_hours" } })
    expect(localTime(Date.parse(waiting.hold?.until ?? ""))).toBe(quiet_hours.until)
    const offer = await sendTemplate(installation, number, {
      contactId,
      templateId,
      values: { body: { first_name: "Ben", city: "Lima" } },
    })
    expect(offer.waits).toMatchObject({ code: "quiet_hours" })

    const replied = await answer(phone)
    const signIn = await sendTemplate(installation, number, {
      contactId,
      templateId: code,
      values: { body: { "1": "482910" } },
    })
    expect(signIn.waits).toBe(null)
    for (const id of [replied, signIn.id])
      await until(messageOf(installation, id), ({ status }) => status === "read")
    expect(await accepted()).toBe(2)
    expect(await fullReportOf(installation, launch)()).toMatchObject({
      waiting: contacts + 1,
      accepted: 0,
      hold: { code: "quiet_hours" },
    })

    await advanceClock(installation, 2 * hourMs)
    const done = await until(
      fullReportOf(installation, launch),
      ({ state, read }) => state === "completed" && read === contacts + 1,
    )
    expect(done).toMatchObject({ accepted: contacts + 1, failed: { total: 0 }, hold: null })
    await until(messageOf(installation, offer.id), ({ status }) => status === "read")
    expect(await ledgerOf(installation, number)()).toMatchObject({
      accepted: contacts + 4,
      recipients: contacts + 1,
      duplicate_callback_data: 0,
    })
  })
})
