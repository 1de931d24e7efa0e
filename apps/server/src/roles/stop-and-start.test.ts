/** People on the sandbox's phones say stop and start in every way, and launches reach or leave them accordingly. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest"
import { startSandbox } from "../../../sandbox/src/index.ts"
import { freePort } from "../platform/free-port.ts"
import { startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const offerReplies = [
  { type: "QUICK_REPLY", text: "Show me" },
  { type: "QUICK_REPLY", text: "Stop promotions" },
  { type: "QUICK_REPLY", text: "No thanks", opt_out: true },
]

/** A whole server with a connected number, and Meta's stand-in on the other side. */
async function openStage() {
  const sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const control = async (method: Method, path: string, body?: unknown) => {
    const answer = await call(method, `${meta}/_sandbox/${path}`, body)
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const population = {
    sent_ms: [0, 0],
    delivered_share: 0,
    reply_share: 0,
    block_share: 0,
    unreachable_share: 0,
  }
  await control("PATCH", "settings", {
    review: { mode: "manual" },
    limits: { pair: false },
    population: { ...population, marketing_capped_share: 0 },
  })
  const port = await freePort()
  const founded = await control("POST", "quickstart", {
    callback_url: `http://127.0.0.1:${port}/webhooks/whatsapp`,
    verify_token: "a-verify-token",
  })
  const platform = await testPlatform({
    environment: {
      META_GRAPH_URL: meta,
      META_APP_ID: founded.app_id,
      META_APP_SECRET: founded.app_secret,
      PORT: String(port),
    },
  })
  const { accountId, numberId, groupId } = await seedNumber(platform, {
    wabaId: founded.waba_id,
    phoneNumberId: founded.phone_number_id,
    accessToken: founded.access_token,
  })
  const server = await startServer(platform)
  const api = async (method: Method, path: string, body?: unknown) => {
    const authorization = `Bearer ${platform.apiKey}`
    const answer = await call(method, `${server.url}/v1/${path}`, body, { authorization })
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const offer = await api("POST", "templates", {
    business_account_id: accountId,
    name: "offer",
    language: "en_US",
    category: "MARKETING",
    components: [
      { type: "BODY", text: "Our chairs are half the price today. Reply STOP to opt out." },
      {
        type: "BUTTONS",
        buttons: offerReplies,
      },
    ],
  })
  await control("POST", `templates/${offer.meta_id}/review`, { decision: "APPROVED" })
  await vi.waitFor(
    async () => expect((await api("GET", `templates/${offer.id}`)).status).toBe("APPROVED"),
    15_000,
  )
  const phoneNumberId = String(founded.phone_number_id)

  return {
    api,
    control,
    phoneNumberId,
    platform,
    numberId,
    /** A contact who subscribed by a form yesterday. */
    async subscriber(phone: string): Promise<string> {
      const { id } = await api("POST", "contacts", { phone: `+${phone}` })
      const given_at = new Date(Date.now() - 86_400_000).toISOString()
      const consent = { state: "subscribed", source: "web_form", given_at }
      await api("PUT", `contacts/${id}/subscriptions/${groupId}`, consent)
      return id
    },
    /** Launches the offer to the contact with this phone. @returns the launch */
    async launch(phone: string): Promise<string> {
      const { id } = await api("POST", "campaigns", {
        name: "Offer",
        number_id: numberId,
        content: { kind: "template", template_id: offer.id },
        audience: { all: [{ on: "contact", field: "phone", op: "equals", value: `+${phone}` }] },
      })
      return (await api("POST", `campaigns/${id}/launches`, {})).id
    },
    /** The person writes, so many hours ago. @returns the wamid */
    async write(phone: string, message: object, hoursAgo: number): Promise<string> {
      const sent_at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString()
      return (await control("POST", `people/${phone}/messages`, { to: phoneNumberId, sent_at, ...message }))
        .id
    },
    async close() {
      await server.close()
      await platform.close()
      await sandbox.close()
    },
  }
}

/** What happened to a launch to one person. */
async function fate(launch: string) {
  const report = async () => await stage.api("GET", `launches/${launch}`)
  await expect.poll(async () => (await report()).state).toBe("completed")
  const { accepted, suppressed } = await report()
  return { accepted, reasons: suppressed.reasons.map(({ code }: { code: string }) => code) }
}
const reached = { accepted: 1, reasons: [] }
const left = { accepted: 0, reasons: ["unsubscribed"] }

const recordsOf = async (id: string) => (await stage.api("GET", `contacts/${id}/consent-records`)).data
const lastRecord = (id: string) => expect.poll(async () => (await recordsOf(id)).at(-1))

let phones = 4915140000000
const nextPhone = () => {
  phones += 1
  return String(phones)
}

/** What a phone sends when this button of the offer is tapped: the payload the message gave it, else its text. */
function payloadOf(
  message: { template: { components?: { index: string; parameters: { payload: string }[] }[] } },
  label: string,
): string {
  const index = String(offerReplies.findIndex(({ text }) => text === label))
  const given = message.template.components?.find((component) => component.index === index)
  return given?.parameters[0]?.payload ?? label
}

const text = (body: string) => ({ type: "text", text: { body } })

describe("a subscriber on the phone", () => {
  it("writes STOP and gets no more marketing, writes START and gets it again", async () => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    expect(await fate(await stage.launch(phone))).toEqual(reached)
    const stop = await stage.write(phone, text("Stop."), 3)
    await lastRecord(ana).toMatchObject({
      state: "unsubscribed",
      source: "keyword",
      evidence: `“Stop.” in WhatsApp's message ${stop} (+${phone})`,
      actor: "contact",
    })
    expect(await fate(await stage.launch(phone))).toEqual(left)
    const start = await stage.write(phone, text("START"), 2)
    await lastRecord(ana).toMatchObject({ state: "subscribed", evidence: expect.stringContaining(start) })
    expect(await fate(await stage.launch(phone))).toEqual(reached)
  })

  it("is not reached by what waited in the outbox when they wrote STOP", async () => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    const hold = (held_until: Date | null) =>
      stage.platform.db.system((tx) =>
        tx
          .updateTable("numbers")
          .set({ held_until, hold_code: held_until && 131042 })
          .where("id", "=", stage.numberId)
          .execute(),
      )
    onTestFinished(async () => {
      await hold(null)
    })
    await hold(new Date(Date.now() + 3_600_000))
    const lanes = async () => (await stage.platform.metrics.lanes.get()).values[0]?.value ?? 0
    await expect.poll(lanes).toBe(0)
    const launch = await stage.launch(phone)
    await expect.poll(async () => (await stage.api("GET", `launches/${launch}`)).waiting).toBe(1)
    await stage.write(phone, text("STOP"), 1)
    await lastRecord(ana).toMatchObject({ state: "unsubscribed" })
    await hold(null)
    expect(await fate(launch)).toEqual(left)
  })

  it.each([
    [
      "the opt-out button of the message",
      { type: "button", button: { text: "Stop promotions", payload: "1" } },
    ],
    [
      "an answer of a list",
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "1", title: "Unsubscribe" } },
      },
    ],
  ])("taps %s and gets no more", async (_, tap) => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    expect(await fate(await stage.launch(phone))).toEqual(reached)
    const chat = await stage.control("GET", `people/${phone}/chats/${stage.phoneNumberId}`)
    const tapped = await stage.write(phone, { ...tap, context: { id: chat.data[0].id } }, 1)
    await lastRecord(ana).toMatchObject({
      state: "unsubscribed",
      source: "button",
      evidence: expect.stringContaining(tapped),
    })
    expect(await fate(await stage.launch(phone))).toEqual(left)
  })

  it.each([
    ["the button marked as the way out, whatever it says", "No thanks", left],
    ["another button", "Show me", reached],
  ])("taps %s", async (_, label, next) => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    expect(await fate(await stage.launch(phone))).toEqual(reached)
    const chat = await stage.control("GET", `people/${phone}/chats/${stage.phoneNumberId}`)
    const [{ id, message }] = chat.data
    const button = { text: label, payload: payloadOf(message, label) }
    const tapped = await stage.write(phone, { type: "button", button, context: { id } }, 0)
    const conversation = () =>
      stage.platform.db.system((tx) =>
        tx.selectFrom("inbound_messages").select("wamid").where("wamid", "=", tapped).execute(),
      )
    await expect.poll(conversation).toHaveLength(1)
    if (next === left) {
      await lastRecord(ana).toMatchObject({
        state: "unsubscribed",
        source: "button",
        evidence: `“${label}” (payload STOP) in WhatsApp's message ${tapped} (+${phone})`,
      })
    }
    expect(await fate(await stage.launch(phone))).toEqual(next)
  })

  it("stops marketing in WhatsApp's settings and gets no more, until they resume it there", async () => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    await stage.control("PUT", `people/${phone}`, { marketing_stopped: [stage.phoneNumberId] })
    await lastRecord(ana).toMatchObject({ state: "unsubscribed", source: "whatsapp" })
    expect(await fate(await stage.launch(phone))).toEqual(left)
    await stage.control("POST", "clock", { advance_ms: 60_000 })
    await stage.control("PUT", `people/${phone}`, { marketing_stopped: [] })
    await lastRecord(ana).toMatchObject({ state: "subscribed", source: "whatsapp" })
    expect(await fate(await stage.launch(phone))).toEqual(reached)
  })

  it("stopped it before anyone told us, which Meta's refusal does", async () => {
    const phone = nextPhone()
    const ana = await stage.subscriber(phone)
    await stage.control("POST", "failures", { kind: "async", code: 131050, match: { to: phone }, times: 1 })
    const launch = await stage.launch(phone)
    await lastRecord(ana).toMatchObject({
      state: "unsubscribed",
      source: "whatsapp",
      evidence: expect.stringMatching(/^Meta refused wamid\..* with 131050/),
    })
    expect((await stage.api("GET", `launches/${launch}`)).failed.total).toBe(1)
    expect(await fate(await stage.launch(phone))).toEqual(left)
  })
})

it("a person whose number is given in two forms is one contact, who gets nothing after a STOP from either", async () => {
  const ana = await stage.subscriber("5491155556666")
  expect(await stage.subscriber("541155556666")).toBe(ana)
  await stage.write("5491155556666", text("BAJA"), 1)
  await lastRecord(ana).toMatchObject({ state: "unsubscribed", source: "keyword" })
  expect(await fate(await stage.launch("541155556666"))).toEqual(left)
})
