import { mkdtemp, rm } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, helloWorld, Rehearsal, wamidOf } from "../../testing/test-sandbox.ts"

const hourMs = 3_600_000
const minuteMs = 60_000

describe("what happens to messages after they were accepted", () => {
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { throughput: false, pair: false } })
  })
  afterEach(() => stage.end())

  const write = (person: string, message: Record<string, unknown> = { type: "text", text: { body: "Hi" } }) =>
    stage.control("POST", `people/${person}/messages`, { to: account.phone_number_id, ...message })
  const settle = async () => {
    await stage.advance(2 * minuteMs)
    await stage.quiet()
  }
  const failureOf = (wamid: string) => {
    const failed = stage.callback
      .items("statuses")
      .find(({ id, status }) => id === wamid && status === "failed")
    return failed === undefined ? undefined : JSON.stringify(failed.errors)
  }
  const text = (to: string) => stage.send(account, { to, type: "text", text: { body: "Hello" } })
  const createMarketing = async (more: Record<string, unknown> = {}) => {
    const answer = await stage.call(
      "POST",
      `/${account.waba_id}/message_templates`,
      {
        name: "news",
        language: "en",
        category: "MARKETING",
        components: [{ type: "BODY", text: "News!" }],
        ...more,
      },
      account.access_token,
    )
    await stage.advance(5_000)
    return String(answer.body.id)
  }
  const news = (to: string) =>
    stage.send(account, { to, type: "template", template: { name: "news", language: { code: "en" } } })

  it("lets a portfolio write to so many people a day and no more", async () => {
    await stage.control("PATCH", `businesses/${account.business_id}`, { messaging_limit: "TIER_50" })
    const people = Array.from({ length: 51 }, (_, i) => `49151000001${String(i).padStart(2, "0")}`)
    const wamids = await Promise.all(people.slice(0, 50).map((person) => stage.greet(account, person)))
    const beyond = await stage.greet(account, "4915100000150")
    const again = await stage.greet(account, "4915100000100")
    await write("4915100000199")
    const inWindow = await stage.greet(account, "4915100000199")
    await settle()
    expect(wamids.map(failureOf).filter((failure) => failure !== undefined)).toEqual([])
    expect(failureOf(beyond)).toContain("131048")
    expect(failureOf(again)).toBeUndefined()
    expect(failureOf(inWindow)).toBeUndefined()
    await stage.advance(24 * hourMs)
    const nextDay = await stage.greet(account, "4915100000150")
    await settle()
    expect(failureOf(nextDay)).toBeUndefined()
  })

  it("refuses at once what is beyond the limit where it is told to, and takes more when the limit rises", async () => {
    const change = (messaging_limit: string) =>
      stage.control("PATCH", `businesses/${account.business_id}`, { messaging_limit })
    const count = async () =>
      (await stage.control("GET", `businesses/${account.business_id}`)).people_in_24_hours
    await stage.control("PATCH", "settings", { limits: { portfolio_fails: "at_once" } })
    await change("TIER_50")
    const people = Array.from({ length: 50 }, (_, i) => `49151000001${String(i).padStart(2, "0")}`)
    await Promise.all(people.map((person) => stage.greet(account, person)))
    const other = await stage.send(account, { to: "4915100000150", ...helloWorld })
    expect([other.status, errorOf(other).code]).toEqual([400, 131048])
    expect(await count()).toBe(50)
    await change("TIER_250")
    expect((await stage.send(account, { to: "4915100000150", ...helloWorld })).status).toBe(200)
    await change("TIER_50")
    expect((await stage.send(account, { to: "4915100000151", ...helloWorld })).status).toBe(400)
    expect((await stage.send(account, { to: "4915100000150", ...helloWorld })).status).toBe(200)
    expect(await count()).toBe(51)
    await stage.advance(24 * hourMs)
    expect(await count()).toBe(0)
  })

  it("lets no marketing through to numbers of the United States, and all of it to their neighbors", async () => {
    await createMarketing()
    const sent = async (to: string) => {
      const answer = await news(to)
      expect(answer.status).toBe(200)
      await settle()
      return failureOf(wamidOf(answer))
    }
    await write("12125550100")
    expect(await sent("12125550100")).toContain("131049")
    expect([await sent("14165550100"), await sent("18765550100"), await sent("4915100000001")]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    const utility = await stage.greet(account, "12125550101")
    await stage.control("PATCH", "settings", { limits: { us_marketing: false } })
    expect([failureOf(utility), await sent("12125550102")]).toEqual([undefined, undefined])
  })

  it("keeps marketing from people with enough of it, the same ones every time, until they answer", async () => {
    await createMarketing()
    await stage.control("PUT", "people/4915100000001", { behaviour: { marketing_capped_share: 1 } })
    const sent = async (to: string) => {
      const wamid = wamidOf(await news(to))
      await settle()
      return failureOf(wamid) !== undefined
    }
    expect(await sent("4915100000001")).toBe(true)
    const utility = await stage.greet(account, "4915100000001")
    await write("4915100000001")
    expect([await sent("4915100000001"), failureOf(utility)]).toEqual([false, undefined])
    await stage.advance(24 * hourMs)
    expect(await sent("4915100000001")).toBe(true)

    await stage.control("PATCH", "settings", { population: { marketing_capped_share: 0.5 } })
    const people = Array.from({ length: 20 }, (_, i) => `49151000002${String(i).padStart(2, "0")}`)
    const sentToAll = async () => {
      const wamids = (await Promise.all(people.map(news))).map(wamidOf)
      await settle()
      return wamids.map((wamid) => failureOf(wamid) !== undefined)
    }
    const first = await sentToAll()
    expect(new Set(first).size).toBe(2)
    expect(await sentToAll()).toEqual(first)
  })

  it("tells the apps when the messaging limit changes", async () => {
    await stage.control("PATCH", `businesses/${account.business_id}`, { messaging_limit: "TIER_10K" })
    await stage.quiet()
    const heard = (field: string) => stage.callback.heard.find((change) => change.field === field)?.value
    expect(heard("business_capability_update")).toMatchObject({
      max_daily_conversations_per_business: "TIER_10K",
    })
    expect(heard("phone_number_quality_update")).toMatchObject({
      event: "DOWNGRADE",
      old_limit: "TIER_UNLIMITED",
      current_limit: "TIER_10K",
    })
  })

  it("drops what has not arrived when the template's time is over, without a word", async () => {
    await createMarketing({ name: "code", category: "UTILITY", message_send_ttl_seconds: 30 })
    await stage.control("PUT", "people/4915100000001", { behaviour: { delivered_ms: [31_000, 31_000] } })
    const answer = await stage.send(account, {
      to: "4915100000001",
      type: "template",
      template: { name: "code", language: { code: "en" } },
    })
    await settle()
    expect(stage.callback.statusesOf(wamidOf(answer))).toEqual(["sent"])
  })

  it("holds a new marketing template back until people's reaction is known, then releases it", async () => {
    await stage.control("PATCH", "settings", { pacing: { mode: "release", threshold: 1 } })
    await createMarketing()
    expect((await news("4915100000001")).body).toMatchObject({ messages: [{ message_status: "accepted" }] })
    const held = await news("4915100000002")
    expect(held.body).toMatchObject({ messages: [{ message_status: "held_for_quality_assessment" }] })
    await stage.advance(10 * minuteMs)
    expect(stage.callback.statusesOf(wamidOf(held))).toEqual([])
    await stage.advance(20 * minuteMs)
    await settle()
    expect(stage.callback.statusesOf(wamidOf(held))).toContain("delivered")
    expect((await news("4915100000003")).body).toMatchObject({ messages: [{ message_status: "accepted" }] })
  })

  it("fails what was held and pauses the template when people did not like it", async () => {
    await stage.control("PATCH", "settings", { pacing: { mode: "manual", threshold: 0 } })
    const id = await createMarketing()
    const held = wamidOf(await news("4915100000002"))
    expect(await stage.control("POST", `templates/${id}/pacing`, { decision: "drop" })).toMatchObject({
      status: "PAUSED",
      messages: 1,
    })
    await settle()
    expect(failureOf(held)).toContain("132015")
    expect(errorOf(await news("4915100000003")).code).toBe(132015)
  })

  it("charges service messages beyond the free quota, and nothing for 72 hours after an ad", async () => {
    await stage.control("PATCH", "settings", { pricing: { free_service_messages: 1 } })
    await write("4915100000001")
    const priceOf = async (to: string) => {
      const wamid = wamidOf(await text(to))
      await settle()
      const sent = stage.callback
        .items("statuses")
        .find(({ id, status }) => id === wamid && status === "sent")
      return sent
    }
    expect(await priceOf("4915100000001")).toMatchObject({ pricing: { billable: false } })
    expect(await priceOf("4915100000001")).toMatchObject({
      pricing: { billable: true, type: "regular", category: "service" },
    })
    await write("4915100000002", {
      type: "text",
      text: { body: "Is it in stock?" },
      referral: { source_url: "https://fb.me/abc", source_id: "1", source_type: "ad" },
    })
    expect(await priceOf("4915100000002")).toMatchObject({
      pricing: { billable: false, type: "free_entry_point" },
      conversation: { origin: { type: "referral_conversion" }, expiration_timestamp: expect.any(String) },
    })
  })

  it("fails what would cost something when there is no payment method", async () => {
    await stage.control("PATCH", `wabas/${account.waba_id}`, { has_payment_method: false })
    const paid = await stage.greet(account, "4915100000001")
    await write("4915100000002")
    const free = wamidOf(await text("4915100000002"))
    await settle()
    expect(failureOf(paid)).toContain("131042")
    expect(failureOf(free)).toBeUndefined()
  })

  it("fails a reaction to something that is not a message of the chat", async () => {
    await write("4915100000001")
    const react = (message_id: unknown) =>
      stage.send(account, { to: "4915100000001", type: "reaction", reaction: { message_id, emoji: "👍" } })
    const good = wamidOf(await react(await stage.greet(account, "4915100000001")))
    const bad = wamidOf(await react("wamid.unknown"))
    await settle()
    expect(failureOf(good)).toBeUndefined()
    expect(failureOf(bad)).toContain("131009")
  })

  it("is accepted though its answer is lost on the way, as often as the settings say", async () => {
    const accepted = async () =>
      (await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).accepted
    const before = Number(await accepted())
    await stage.control("PATCH", "settings", { answers: { lost_share: 1 } })
    await expect(stage.send(account, { to: "4915100000031", ...helloWorld })).rejects.toThrow()
    await stage.control("PATCH", "settings", { answers: { lost_share: 0 } })
    expect(Number(await accepted())).toBe(before + 1)
  })

  it("is answered by people in a group, where that is their habit, and then opens no window", async () => {
    const population = { read_share: 1, read_ms: [0, 0], reply_share: 1, reply_ms: [0, 0] }
    await stage.control("PATCH", "settings", { population: { ...population, group_share: 1 } })
    await stage.greet(account, "4915100000032")
    await settle()
    const group_id = expect.stringMatching(/^[A-Za-z0-9+/=]+$/)
    expect(stage.callback.items("messages")).toMatchObject([{ from: "4915100000032", group_id }])
    const answer = await stage.send(account, { to: "4915100000032", type: "text", text: { body: "Yes" } })
    await settle()
    expect(failureOf(wamidOf(answer))).toContain("131047")
  })

  it("fails for a recipient whose identity key is another than the business knows", async () => {
    await write("4915100000001")
    await stage.control("PUT", "people/4915100000001", { identity_key_hash: "new-key" })
    await stage.call(
      "POST",
      `/${account.phone_number_id}/settings`,
      { user_identity_change: { enable_identity_key_check: true } },
      account.access_token,
    )
    const withKey = async (recipient_identity_key_hash: string) =>
      wamidOf(
        await stage.send(account, {
          to: "4915100000001",
          type: "text",
          text: { body: "Hello" },
          recipient_identity_key_hash,
        }),
      )
    const known = await withKey("new-key")
    const changed = await withKey("old-key")
    await settle()
    expect(failureOf(known)).toBeUndefined()
    expect(failureOf(changed)).toContain("137000")
  })

  describe("with media by link to this machine", () => {
    let files: Server
    let url = ""
    beforeEach(async () => {
      files = createServer((request, response) => {
        const isThere = request.url === "/a.jpg"
        response.writeHead(isThere ? 200 : 404, { "content-type": "image/jpeg" }).end("picture")
      })
      await new Promise<void>((resolve) => {
        files.listen(0, "127.0.0.1", resolve)
      })
      const address = files.address()
      url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`
      await write("4915100000001")
    })
    afterEach(() => files.close())

    it("fails with 131053 what cannot be fetched", async () => {
      const image = (link: string) =>
        stage.send(account, { to: "4915100000001", type: "image", image: { link } })
      const good = wamidOf(await image(`${url}/a.jpg`))
      const missing = wamidOf(await image(`${url}/b.jpg`))
      await settle()
      expect(failureOf(good)).toBeUndefined()
      expect(failureOf(missing)).toContain("131053")
    })
  })

  it("takes unknown members or refuses them, as it is told", async () => {
    await write("4915100000001")
    const bold = (more: Record<string, unknown> = {}) =>
      stage.send(account, { to: "4915100000001", type: "text", text: { body: "x", bold: true }, ...more })
    expect(errorOf(await bold()).message).toMatch(/Unexpected key "bold" on param "text"/)
    await stage.control("PATCH", "settings", { strictness: { unknown_keys: "ignore" } })
    expect((await bold({ colour: "red" })).status).toBe(200)
    await stage.control("PATCH", "settings", { strictness: { unknown_parameters: "reject" } })
    expect(errorOf(await bold({ colour: "red" })).message).toMatch(/Unexpected key "colour"/)
  })
})

it("remembers over a restart who a portfolio wrote to and which messages are held", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"))
  const stage = await Rehearsal.start(folder)
  const account = await stage.quickstart()
  await stage.control("PATCH", `businesses/${account.business_id}`, { messaging_limit: "TIER_50" })
  await stage.control("PATCH", "settings", { pacing: { mode: "release", threshold: 0 } })
  await stage.call(
    "POST",
    `/${account.waba_id}/message_templates`,
    { name: "news", language: "en", category: "MARKETING", components: [{ type: "BODY", text: "News!" }] },
    account.access_token,
  )
  await stage.advance(5_000)
  const template = { name: "news", language: { code: "en" } }
  const held = wamidOf(await stage.send(account, { to: "4915100000300", type: "template", template }))
  for (let person = 0; person < 49; person++) await stage.greet(account, `49151000002${10 + person}`)
  await stage.restart(folder)
  const beyond = await stage.greet(account, "4915100000301")
  await stage.advance(hourMs)
  await stage.advance(hourMs)
  await stage.quiet()
  expect(stage.callback.statusesOf(beyond)).toEqual(["failed"])
  expect(stage.callback.statusesOf(held)).toContain("delivered")
  await stage.end()
  await rm(folder, { recursive: true })
})
