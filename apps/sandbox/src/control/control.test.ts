import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, helloWorld, Rehearsal, until, wamidOf } from "../testing/test-sandbox.ts"

describe("the control API", () => {
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterEach(() => stage.end())

  it("moves, stops and hurries the clock", async () => {
    const reading = z.object({
      now: z.iso.datetime(),
      offset_ms: z.number(),
      speed: z.number(),
      paused: z.boolean(),
    })
    const move = async (change: Record<string, unknown>) =>
      reading.parse(await stage.control("POST", "clock", change))
    expect(Math.abs((await move({ advance_ms: 60_000 })).offset_ms - 60_000)).toBeLessThan(100)
    expect(await move({ offset_ms: -90_000_000 })).toMatchObject({ offset_ms: -90_000_000, speed: 1 })
    expect(await move({ offset_ms: 0 })).toMatchObject({ offset_ms: 0 })
    expect((await stage.call("POST", "/_sandbox/clock", { offset_ms: 0, advance_ms: 1 })).status).toBe(400)
    const stopped = await move({ set: "2027-01-01T00:00:00Z", paused: true })
    expect(stopped).toMatchObject({ now: "2027-01-01T00:00:00.000Z", paused: true })
    expect((await move({})).now).toBe(stopped.now)
    await move({ paused: false, speed: 1000 })
    await until(async () => reading.parse(await stage.control("GET", "clock")).now > "2027-01-01T00:01:00Z")
    expect((await stage.call("POST", "/_sandbox/clock", { set: "tomorrow" })).body).toMatchObject({
      error: { code: "invalid", field: "set" },
    })
  })

  it("tells no stage twice when the clock is set back", async () => {
    await stage.control("PATCH", "settings", { population: { read_share: 1 } })
    const wamid = await stage.greet(account, "4915100000001")
    await stage.advance(3_600_000)
    await stage.quiet()
    await stage.control("POST", "clock", { set: "2026-01-01T00:00:00Z" })
    const second = await stage.greet(account, "4915100000001")
    await stage.advance(3_600_000)
    await stage.quiet()
    expect(stage.callback.statusesOf(wamid)).toHaveLength(3)
    expect(stage.callback.statusesOf(second)).toHaveLength(3)
  })

  it("lists people in the order of their numbers, those who were only described too", async () => {
    for (const person of ["4915100000003", "4915100000001"]) await stage.greet(account, person)
    await stage.control("PUT", "people/4915100000002", { name: "Bea" })
    const page = async (query: string) =>
      z
        .object({
          data: z.array(z.object({ wa_id: z.string(), name: z.string() })),
          after: z.string().nullable(),
        })
        .parse(await stage.control("GET", `people?${query}`))
    const first = await page("limit=2")
    expect(first.data).toMatchObject([{ wa_id: "4915100000001" }, { wa_id: "4915100000002", name: "Bea" }])
    const second = await page(`limit=2&after=${first.after}`)
    expect(second).toMatchObject({ data: [{ wa_id: "4915100000003" }], after: null })
  })

  it("gives a person the same name and user id every time", async () => {
    expect(await stage.control("GET", "people/4915100000001")).toEqual(
      await stage.control("GET", "people/4915100000001"),
    )
  })

  it("lets people send files and taps, in the words of the webhook", async () => {
    const write = (message: Record<string, unknown>) =>
      stage.control("POST", "people/4915100000001/messages", { to: account.phone_number_id, ...message })
    await write({
      type: "image",
      image: { data: Buffer.from("picture").toString("base64"), mime_type: "image/png", caption: "Look" },
    })
    const wamid = await stage.greet(account, "4915100000001")
    await write({ type: "button", button: { payload: "yes", text: "Yes" }, context: { id: wamid } })
    await until(() => stage.callback.items("messages").length === 2)
    const [image, tap] = stage.callback.items("messages")
    expect(image).toMatchObject({
      type: "image",
      image: { mime_type: "image/png", caption: "Look", sha256: expect.any(String) },
    })
    expect(tap).toMatchObject({ type: "button", context: { id: wamid }, button: { payload: "yes" } })
    const { id } = z.object({ id: z.string() }).parse(image?.image)
    const media = await stage.call("GET", `/v23.0/${id}`, undefined, account.access_token)
    const bytes = await fetch(String(media.body.url), {
      headers: { authorization: `Bearer ${account.access_token}` },
    })
    expect(await bytes.text()).toBe("picture")
  })

  it("lets a person stop marketing from a number, and resume", async () => {
    await stage.call(
      "POST",
      `/${account.waba_id}/message_templates`,
      { name: "news", language: "en", category: "MARKETING", components: [{ type: "BODY", text: "News!" }] },
      account.access_token,
    )
    await stage.advance(5_000)
    const news = async () => {
      const answer = await stage.send(account, {
        to: "4915100000001",
        type: "template",
        template: { name: "news", language: { code: "en" } },
      })
      await stage.advance(60_000)
      await stage.quiet()
      return stage.callback.statusesOf(wamidOf(answer))
    }
    await stage.control("PUT", "people/4915100000001", { marketing_stopped: [account.phone_number_id] })
    await until(() => stage.callback.heard.some(({ field }) => field === "user_preferences"))
    expect(stage.callback.heard.find(({ field }) => field === "user_preferences")?.value).toMatchObject({
      contacts: [{ wa_id: "4915100000001" }],
      user_preferences: [{ value: "stop", category: "marketing_messages" }],
    })
    expect(await news()).toEqual(["failed"])
    await stage.control("PUT", "people/4915100000001", { marketing_stopped: [] })
    expect(await news()).toContain("delivered")
  })

  it("lets people block a number after they saw a message: the next stays at one tick", async () => {
    await stage.control("PUT", "people/4915100000001", { behaviour: { block_share: 1, read_share: 0 } })
    await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    const next = await stage.greet(account, "4915100000001")
    await stage.advance(3_600_000)
    await stage.quiet()
    expect(stage.callback.statusesOf(next)).toEqual(["sent"])
    const write = { to: account.phone_number_id, type: "text", text: { body: "Hi" } }
    expect((await stage.call("POST", "/_sandbox/people/4915100000001/messages", write)).status).toBe(400)
  })

  it("says what is wrong with a request, and where", async () => {
    const patch = (body: unknown) => stage.call("PATCH", "/_sandbox/settings", body)
    expect((await patch({ webhooks: { max_batch: 0 } })).body).toMatchObject({
      error: { field: "webhooks.max_batch" },
    })
    expect((await patch({ unknown: 1 })).status).toBe(400)
    expect((await stage.call("GET", "/_sandbox/nothing")).status).toBe(404)
    expect((await stage.call("DELETE", "/_sandbox/settings")).status).toBe(405)
    expect((await stage.call("GET", "/_sandbox/numbers/1/ledger")).status).toBe(404)
  })

  it("forgets everything on reset, but gives no id twice", async () => {
    const wamid = await stage.greet(account, "4915100000001")
    await stage.control("POST", "reset")
    expect(errorOf(await stage.send(account, { to: "4915100000001", ...helloWorld })).code).toBe(190)
    expect(await stage.control("GET", "pending")).toEqual({ statuses: 0, webhooks: 0, reviews: 0 })
    const again = await stage.quickstart()
    expect(again.phone_number_id).not.toBe(account.phone_number_id)
    expect(await stage.greet(again, "4915100000001")).not.toBe(wamid)
  })
})

describe("uploads", () => {
  it("are whole with their first bytes where no length was told", async () => {
    const stage = await Rehearsal.start()
    const account = await stage.quickstart()
    const path = `/${account.app_id}/uploads?file_type=image/png`
    const { body } = await stage.call("POST", path, undefined, account.access_token)
    const given = await fetch(`${stage.sandbox.url}/${String(body.id)}`, {
      method: "POST",
      headers: { authorization: `OAuth ${account.access_token}`, file_offset: "0" },
      body: "a small picture",
    })
    expect(await given.json()).toEqual({ h: expect.stringMatching(/^4::/) })
    await stage.end()
  })

  it("become samples of templates and profile pictures; handles of elsewhere are refused", async () => {
    const stage = await Rehearsal.start()
    const account = await stage.quickstart()
    const bytes = Buffer.from("\x89PNG a very small picture", "latin1")
    const started = await stage.call(
      "POST",
      `/v23.0/${account.app_id}/uploads?file_name=a.png&file_length=${bytes.length}&file_type=image/png`,
      undefined,
      account.access_token,
    )
    const { id } = z.object({ id: z.string().startsWith("upload:") }).parse(started.body)
    const put = async (part: Buffer, offset: number) =>
      (
        await fetch(`${stage.sandbox.url}/v23.0/${id}`, {
          method: "POST",
          headers: { authorization: `OAuth ${account.access_token}`, file_offset: String(offset) },
          body: new Uint8Array(part),
        })
      ).json()
    expect(await put(bytes.subarray(0, 10), 0)).toMatchObject({ file_offset: 10 })
    const { h } = z.object({ h: z.string().startsWith("4::") }).parse(await put(bytes.subarray(10), 10))

    const create = (handle: string) =>
      stage.call(
        "POST",
        `/v23.0/${account.waba_id}/message_templates`,
        {
          name: "pictured",
          language: "en",
          category: "MARKETING",
          components: [
            { type: "HEADER", format: "IMAGE", example: { header_handle: [handle] } },
            { type: "BODY", text: "Look at this." },
          ],
        },
        account.access_token,
      )
    expect(errorOf(await create("4::aW1hZ2UvcG5n:ARaunknown:e:1:2:3")).error_subcode).toBe(2494102)
    const template = z.object({ id: z.string() }).parse((await create(h)).body)
    const read = await stage.call(
      "GET",
      `/v23.0/${template.id}?fields=components`,
      undefined,
      account.access_token,
    )
    const shape = z.object({
      components: z.tuple([
        z.object({ example: z.object({ header_handle: z.tuple([z.url()]) }) }),
        z.unknown(),
      ]),
    })
    const sample = await fetch(shape.parse(read.body).components[0].example.header_handle[0])
    expect(sample.headers.get("content-type")).toBe("image/png")
    expect(Buffer.from(await sample.arrayBuffer())).toEqual(bytes)
    await stage.end()
  })
})
