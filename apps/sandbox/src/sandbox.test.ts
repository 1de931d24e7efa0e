import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  type Account,
  errorOf,
  helloWorld,
  Rehearsal,
  signatureOf,
  until,
  wamidOf,
} from "./testing/test-sandbox.ts"

describe("from quickstart to statuses", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterAll(() => stage.end())

  it("accepts a template and answers in Meta's shape and headers", async () => {
    const answer = await stage.send(account, { to: "+49 (151) 234-56789", ...helloWorld })
    expect(answer.status).toBe(200)
    expect(answer.headers.get("facebook-api-version")).toBe("v23.0")
    expect(answer.headers.get("x-fb-trace-id")).toMatch(/^A[\w-]{15,23}$/)
    expect(answer.body).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ input: "+49 (151) 234-56789", wa_id: "4915123456789" }],
      messages: [{ message_status: "accepted" }],
    })
    const layout = Buffer.from(wamidOf(answer).slice(6), "base64").toString("hex")
    const waId = Buffer.from("4915123456789").toString("hex")
    expect(layout).toMatch(new RegExp(`^1c180d${waId}1502001118 12(3[0-9]|4[1-6]){18}00$`.replace(" ", "")))
  })

  it("tells sent, delivered and read with the callback data, signed over the raw bytes", async () => {
    await stage.control("PUT", "people/4915100000001", { name: "Zoë", behaviour: { read_share: 1 } })
    const wamid = await stage.greet(account, "4915100000001", { biz_opaque_callback_data: "größe-7" })
    await stage.advance(60_000)
    await until(() => stage.callback.statusesOf(wamid).length === 3)
    expect(stage.callback.statusesOf(wamid).sort()).toEqual(["delivered", "read", "sent"])
    const sent = stage.callback.items("statuses").find(({ id, status }) => id === wamid && status === "sent")
    expect(sent).toMatchObject({
      recipient_id: "4915100000001",
      biz_opaque_callback_data: "größe-7",
      pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
    })
    expect(sent?.recipient_user_id).toMatch(/^DE\.\d{20}$/)
    for (const { headers, raw } of stage.callback.posts) {
      expect(headers["x-hub-signature-256"]).toBe(signatureOf(raw, account.app_secret))
      expect(headers["x-hub-signature"]).toBe(signatureOf(raw, account.app_secret, "sha1"))
      expect(raw).toMatch(/^[\x20-\x7e]*$/)
    }
    expect(stage.callback.posts.some(({ raw }) => raw.includes("gr\\u00f6\\u00dfe-7"))).toBe(true)
  })

  it("keeps the books and both directions of a chat", async () => {
    const wamid = await stage.greet(account, "4915100000002", { biz_opaque_callback_data: "a" })
    await stage.greet(account, "4915100000002", { biz_opaque_callback_data: "a" })
    const { id } = await stage.control("POST", "people/4915100000002/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Hello?" },
    })
    const ledger = await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)
    expect(ledger).toMatchObject({
      accepted: 4,
      recipients: 3,
      duplicates: [{ wa_id: "4915100000002", count: 2 }],
      duplicate_callback_data: 1,
      throttled: 0,
    })
    const { data } = await stage.control("GET", `people/4915100000002/chats/${account.phone_number_id}`)
    expect(data).toMatchObject([
      { id: wamid, direction: "outbound", message: { type: "template" } },
      { direction: "outbound" },
      { id, direction: "inbound", message: { text: { body: "Hello?" } } },
    ])
  })

  it("sends to the business-scoped user id it reported", async () => {
    const { user_ids } = await stage.control("GET", "people/5511987654321")
    const answer = await stage.send(account, {
      recipient: Object(user_ids)[account.business_id],
      ...helloWorld,
    })
    expect(answer.body).toMatchObject({ contacts: [{ user_id: expect.stringMatching(/^BR\./) }] })
    const { data } = await stage.control("GET", `people/5511987654321/chats/${account.phone_number_id}`)
    expect(data).toMatchObject([{ id: wamidOf(answer) }])
  })

  it("tells only the user id of someone who hides the number", async () => {
    await stage.control("PUT", "people/14155550100", { username: "quiet.one", number_hidden: true })
    await stage.control("POST", "people/14155550100/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "psst" },
    })
    await until(() => stage.callback.items("messages").some(({ text }) => Object(text).body === "psst"))
    const { value } = stage.callback.heard.filter(({ value }) => value.messages !== undefined).at(-1) ?? {}
    expect(value).toMatchObject({ contacts: [{ profile: { username: "quiet.one" } }] })
    expect(JSON.stringify(value?.contacts)).not.toContain("wa_id")
    expect(JSON.stringify(value?.messages)).not.toContain('"from":')
  })

  it("answers the wa_id Meta would report where it differs from the dialled number", async () => {
    await stage.control("PUT", "people/5511912345678", { wa_id_reported: "551112345678" })
    const answer = await stage.send(account, { to: "+5511912345678", ...helloWorld })
    expect(answer.body).toMatchObject({ contacts: [{ input: "+5511912345678", wa_id: "551112345678" }] })
  })

  it("marks incoming messages as read, and no others", async () => {
    const { id } = await stage.control("POST", "people/4915100000003/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Anybody there?" },
    })
    const read = await stage.send(account, {
      status: "read",
      message_id: id,
      typing_indicator: { type: "text" },
    })
    expect(read.body).toEqual({ success: true })
    const { data } = await stage.control("GET", `people/4915100000003/chats/${account.phone_number_id}`)
    expect(data).toMatchObject([{ status: "read" }])
    expect(errorOf(await stage.send(account, { status: "read", message_id: "wamid.nonsense" })).code).toBe(
      131009,
    )
  })

  it("lets a person read before the plan says so, once", async () => {
    await stage.control("PUT", "people/4915100000004", {
      behaviour: { delivered_ms: [5_000, 5_000], read_share: 1, read_ms: [5_000, 5_000] },
    })
    const wamid = await stage.greet(account, "4915100000004")
    const { read } = await stage.control("POST", "people/4915100000004/read", {
      phone_number_id: account.phone_number_id,
    })
    expect(read).toBe(1)
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.statusesOf(wamid).filter((status) => status === "read")).toHaveLength(1)
  })

  it("lets people answer by themselves", async () => {
    await stage.control("PUT", "people/4915100000005", {
      behaviour: { read_share: 1, reply_share: 1, replies: ["Sure"] },
    })
    await stage.greet(account, "4915100000005")
    await stage.advance(60_000)
    await until(() =>
      stage.callback
        .items("messages")
        .some(({ from, text }) => from === "4915100000005" && Object(text).body === "Sure"),
    )
  })
})
