import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

/** More than a launch has in the outbox at once. */
const contacts = 25_000
const ratePerSecond = 80
/** So slowly that a test can do something about the next two hundred people before they are reached. */
const slowly = 20
/** The first of the audience; after them come second contacts of some people, and then the others. */
const firstContacts = 100
const withId = z.object({ id: z.string() })
const listed = z.object({ data: z.array(withId) })
const anything = z.unknown()
let installation: Installation
let number: ConnectedNumber
let templateId: string
let launch: string

/** A number at 80 messages a second on which a launch has more waiting than goes in minutes. */
beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  const ready = await readyToLaunch(installation, firstContacts)
  number = ready.number
  templateId = ready.templateId
  for (const waId of knownTwice) await subscribeAgain(waId)
  await installation.importSubscribers(number.groupId, contacts)
  await paceAt(slowly)
  launch = await installation.launchToEverybody(number, templateId)
  await until(reportOf(installation, launch), ({ accepted, audience }) => accepted > 0 && audience >= 20_000)
}, 240_000)
afterAll(() => installation.stop())

const accepted = async () => (await ledgerOf(installation, number)()).accepted

const paceAt = (rate_per_second: number) =>
  installation.api.send("PATCH", `/v1/numbers/${number.numberId}`, { rate_per_second }, anything)

/** People who are recipients a second time, as another contact, by the user id that Meta has for them: early, or far behind the first one. */
const knownTwice = [10, 50, 150, 300].map((n) => String(4_915_110_000_000 + n))
const identities = z.object({ data: z.array(withId.extend({ bsuid: z.string().nullable() })) })

async function subscribeAgain(waId: string): Promise<void> {
  const { api, sandbox } = installation
  const person = z.object({ user_ids: z.record(z.string(), z.string()) })
  const [bsuid] = Object.values((await sandbox.get(`/_sandbox/people/${waId}`, person)).user_ids)
  const { id } = await api.post("/v1/contacts", { bsuid }, withId)
  await api.send(
    "PUT",
    `/v1/contacts/${id}/subscriptions/${number.groupId}`,
    { state: "subscribed" },
    anything,
  )
}

/** An approved template without variables. @returns its id */
async function approved(category: "UTILITY" | "AUTHENTICATION", components: object[]): Promise<string> {
  const { api, sandbox } = installation
  const { id, meta_id } = await api.post(
    "/v1/templates",
    {
      business_account_id: number.accountId,
      name: category.toLowerCase(),
      language: "en_US",
      category,
      components,
    },
    withId.extend({ meta_id: z.string() }),
  )
  await sandbox.post(`/_sandbox/templates/${meta_id}/review`, { decision: "APPROVED" }, anything)
  await api.post("/v1/templates/sync", { business_account_id: number.accountId }, anything)
  return id
}

const chat = z.object({ data: z.array(z.object({ direction: z.string() })) })

/** How many messages a person has from the number. */
const receivedBy = (waId: string) => async () => {
  const { data } = await installation.sandbox.get(
    `/_sandbox/people/${waId}/chats/${number.phoneNumberId}`,
    chat,
  )
  return data.filter(({ direction }) => direction === "outbound").length
}

/** Messages that leave until the person has one more, counted from when it was asked for. */
async function sentBefore(waId: string, ask: () => Promise<unknown>): Promise<number> {
  const before = await receivedBy(waId)()
  const from = await accepted()
  await ask()
  await until(receivedBy(waId), (count) => count > before)
  return (await accepted()) - from
}

async function contactOf(waId: string): Promise<string> {
  const { data } = await installation.api.get(`/v1/contacts?phone=%2B${waId}`, listed)
  return data[0]?.id ?? ""
}

async function sendTo(waId: string, template_id: string, values: object = {}): Promise<void> {
  const content = { kind: "template", template_id, values }
  const body = { number_id: number.numberId, contact_id: await contactOf(waId), content }
  await installation.api.post("/v1/messages", body, anything)
}

/** Somebody near the end of the audience, which the launch does not reach in these tests. */
const lateRecipient = (n: number) => `49151${10_000_000 + contacts - 1 - n}`

describe("in the middle of that launch", () => {
  const stateOf = async (contactId: string) => {
    const path = `/v1/messages?source_id=${launch}&contact_id=${contactId}`
    const state = z.object({
      data: z.array(z.object({ status: z.string(), reason: z.object({ code: z.string() }).nullable() })),
    })
    const [message] = (await installation.api.get(path, state)).data
    return message && { status: message.status, reason: message.reason?.code ?? null }
  }

  it("contacts who prove to be one person have one message of it", { timeout: 300_000 }, async () => {
    const { api, sandbox } = installation
    const written = { to: number.phoneNumberId, type: "text", text: { body: "Hi" } }
    for (const waId of knownTwice) await sandbox.post(`/_sandbox/people/${waId}/messages`, written, anything)
    const merged = async () =>
      (
        await Promise.all(knownTwice.map((waId) => api.get(`/v1/contacts?phone=%2B${waId}`, identities)))
      ).flatMap(({ data }) => data)
    await until(merged, (contacts) => contacts.every(({ bsuid }) => bsuid !== null))
    await paceAt(ratePerSecond)
    const states = async () => Promise.all((await merged()).map(({ id }) => stateOf(id)))
    await until(states, (all) => all.every((message) => message?.status === "read"))
    const now = await accepted()
    await until(accepted, (count) => count > now + ratePerSecond)
    for (const waId of knownTwice) expect(await receivedBy(waId)()).toBe(1)
  })

  it("consent withdrawn, a contact deleted and another phone count for messages that were waiting", {
    timeout: 300_000,
  }, async () => {
    const { api } = installation
    const waiting = z.object({ data: z.array(z.object({ contact_id: z.string() })) })
    const next = await api.get(`/v1/messages?source_id=${launch}&status=queued&limit=200`, waiting)
    const contact = z.object({ id: z.string(), phone: z.string() })
    const [leaves, goes, moves] = await Promise.all(
      next.data.slice(-3).map(({ contact_id }) => api.get(`/v1/contacts/${contact_id}`, contact)),
    )
    if (!leaves || !goes || !moves) throw new Error("Nobody waits.")
    await api.send(
      "PUT",
      `/v1/contacts/${leaves.id}/subscriptions/${number.groupId}`,
      { state: "unsubscribed" },
      anything,
    )
    await api.send("DELETE", `/v1/contacts/${goes.id}`, undefined, anything)
    await api.send("PATCH", `/v1/contacts/${moves.id}`, { phone: "+4915799999999" }, anything)
    await paceAt(ratePerSecond)

    await until(
      () => stateOf(moves.id),
      (message) => message?.status === "read",
    )
    const now = await accepted()
    await until(accepted, (count) => count > now + ratePerSecond)
    expect(await stateOf(leaves.id)).toEqual({ status: "dropped", reason: "unsubscribed" })
    for (const { phone } of [leaves, goes, moves]) expect(await receivedBy(phone.slice(1))()).toBe(0)
    expect(await receivedBy("4915799999999")()).toBe(1)
  })
})

describe("while a launch has tens of thousands of messages waiting at 80 a second", () => {
  it("the first message of another launch leaves after fewer than five seconds' worth", {
    timeout: 180_000,
  }, async () => {
    const from = await accepted()
    const other = await installation.launchToEverybody(number, templateId)
    await until(reportOf(installation, other), (report) => report.accepted > 0)
    expect((await accepted()) - from).toBeLessThan(5 * ratePerSecond)
    await installation.api.post(`/v1/launches/${other}/cancel`, {}, anything)
  })

  it("so does a message that somebody waits for at home, such as that an order is on its way", {
    timeout: 180_000,
  }, async () => {
    const shipped = await approved("UTILITY", [{ type: "BODY", text: "Your order is on its way." }])
    const waId = lateRecipient(1)
    expect(await sentBefore(waId, () => sendTo(waId, shipped))).toBeLessThan(5 * ratePerSecond)
  })

  it("a code to sign in with overtakes what the number has claimed", async () => {
    const code = await approved("AUTHENTICATION", [
      { type: "BODY" },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
    ])
    const waId = lateRecipient(2)
    const before = await sentBefore(waId, () => sendTo(waId, code, { body: { "1": "482910" } }))
    expect(before).toBeLessThan(ratePerSecond)
  })

  it("so does an answer to a person", async () => {
    const waId = lateRecipient(3)
    const written = { to: number.phoneNumberId, type: "text", text: { body: "Are you open today?" } }
    await installation.sandbox.post(`/_sandbox/people/${waId}/messages`, written, anything)
    const contactId = await contactOf(waId)
    const { data } = await until(
      () => installation.api.get(`/v1/conversations?contact_id=${contactId}`, listed),
      ({ data }) => data.length === 1,
    )
    const answer = () =>
      installation.api.post(`/v1/conversations/${data[0]?.id}/replies`, { text: "Until six." }, anything)
    expect(await sentBefore(waId, answer)).toBeLessThan(ratePerSecond)
  })
})
