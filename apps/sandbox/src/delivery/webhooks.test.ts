import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { startSandbox } from "../sandbox.ts"
import { type Account, Callback, helloWorld, Rehearsal, until, wamidOf } from "../testing/test-sandbox.ts"
import { retryWaitMs } from "./backoff.ts"

describe("webhooks", () => {
  let folder: string
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sandbox-"))
    stage = await Rehearsal.start(folder)
    account = await stage.quickstart()
  })
  afterEach(async () => {
    await stage.end()
    await rm(folder, { recursive: true })
  })

  const people = (count: number) => Array.from({ length: count }, (_, i) => String(4915100000000 + i))
  const everybodyReads = () => stage.control("PATCH", "settings", { population: { read_share: 1 } })
  const told = (wamids: string[]) =>
    wamids.every((wamid) => new Set(stage.callback.statusesOf(wamid)).size === 3)

  it("are repeated after 1, 2, 4 … seconds, up to an hour", () => {
    expect([1, 2, 3, 12, 13, 500].map(retryWaitMs)).toEqual([
      1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000,
    ])
  })

  it("are repeated until they are answered 200, each as it was", async () => {
    stage.callback.status = 500
    await everybodyReads()
    await stage.control("PATCH", "settings", { webhooks: { max_batch: 1 } })
    const wamid = await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    const waiting = async () =>
      z.object({ data: z.array(z.unknown()) }).parse(await stage.control("GET", "deliveries?state=waiting"))
        .data
    await until(async () => (await waiting()).length === 3)
    expect(await waiting()).toMatchObject([{ last_status: 500 }, { last_status: 500 }, { last_status: 500 }])
    const first = stage.callback.posts[0]?.raw
    await until(async () => (await stage.control("GET", "pending")).webhooks === 3)
    await stage.advance(1_000)
    await until(() => stage.callback.posts.length >= 6)
    expect(stage.callback.posts.filter(({ raw }) => raw === first).length).toBeGreaterThan(1)
    stage.callback.status = 200
    await until(async () => {
      await stage.advance(60_000)
      return told([wamid])
    })
    await stage.quiet()
  })

  it("come one status each and at their times, as Meta really posts them", async () => {
    await stage.control("POST", "clock", { paused: true })
    const population = { sent_ms: [300, 300], delivered_ms: [1_700, 1_700], read_ms: [18_000, 18_000] }
    await stage.control("PATCH", "settings", {
      webhooks: { max_batch: 1 },
      population: { ...population, read_share: 1 },
    })
    const wamids = await Promise.all(people(20).map((person) => stage.greet(account, person)))
    const toldAfter = async (ms: number) => {
      await stage.advance(ms)
      await until(async () => (await stage.control("GET", "pending")).webhooks === 0)
      return Object.groupBy(stage.callback.items("statuses"), ({ status }) => String(status))
    }
    expect(await toldAfter(299)).toEqual({})
    const all = expect.toSatisfy((statuses: unknown[]) => statuses.length === wamids.length)
    expect(await toldAfter(1)).toEqual({ sent: all })
    expect(await toldAfter(1_699)).toEqual({ sent: all })
    expect(await toldAfter(1)).toEqual({ sent: all, delivered: all })
    expect(await toldAfter(17_999)).toEqual({ sent: all, delivered: all })
    expect(await toldAfter(1)).toEqual({ sent: all, delivered: all, read: all })
    expect(stage.callback.posts).toHaveLength(3 * wamids.length)
  })

  it("are given up after seven days", async () => {
    stage.callback.status = 404
    await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    await until(() => stage.callback.posts.length >= 1)
    await stage.advance(8 * 24 * 3_600_000)
    await stage.quiet()
    const { data } = await stage.control("GET", "deliveries?state=dropped&limit=1")
    expect(data).toMatchObject([{ state: "dropped" }])
  })

  it("wait while nobody listens, and all arrive when someone does", async () => {
    await stage.callback.close()
    await everybodyReads()
    const wamids: string[] = []
    for (const person of people(50)) wamids.push(await stage.greet(account, person))
    await stage.advance(60_000)
    expect((await stage.control("GET", "pending")).webhooks).toBeGreaterThan(0)
    await stage.callback.open()
    await until(async () => {
      await stage.advance(60_000)
      return told(wamids)
    })
    await stage.quiet()
  })

  it("survive a restart in the middle, as do plans that are not due yet", async () => {
    await stage.callback.close()
    await everybodyReads()
    const wamids: string[] = []
    for (const person of people(20)) wamids.push(await stage.greet(account, person))
    await stage.advance(60_000)
    await stage.control("POST", "clock", { paused: true })
    for (const person of people(40).slice(20)) wamids.push(await stage.greet(account, person))
    const before = await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)
    await stage.restart(folder)
    expect(await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).toEqual(before)
    await stage.callback.open()
    await until(async () => {
      await stage.advance(60_000)
      return told(wamids)
    })
    await stage.quiet()
    const { by_status } = await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)
    expect(by_status).toEqual({ accepted: 40, sent: 40, delivered: 40, read: 40, failed: 0 })
    const heard = stage.callback.items("statuses").map(({ id, status }) => `${String(id)} ${String(status)}`)
    expect(new Set(heard).size).toBe(120)
  })

  it("tell nothing twice after a quiet restart", async () => {
    await everybodyReads()
    const wamid = await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    await stage.quiet()
    await stage.restart(folder)
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.statusesOf(wamid).sort()).toEqual(["delivered", "read", "sent"])
  })

  it("put what waits together into one POST", async () => {
    await stage.control("PATCH", "settings", { webhooks: { max_batch: 1_000, max_in_flight: 1 } })
    await stage.control("POST", "clock", { paused: true })
    for (const person of people(40)) await stage.greet(account, person)
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.posts.length).toBeLessThan(20)
    expect(stage.callback.items("statuses").length).toBeGreaterThan(80)
    for (const { value } of stage.callback.heard) {
      const contacts = z.array(z.object({ wa_id: z.string() })).parse(value.contacts)
      expect(new Set(contacts.map(({ wa_id }) => wa_id)).size).toBe(contacts.length)
    }
  })

  it("hold one update each unless they are asked to wait for company", async () => {
    await Promise.all(people(20).map((person) => stage.greet(account, person)))
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.posts.length).toBe(stage.callback.items("statuses").length)
  })

  it("go to the number's address before the account's before the app's, template fields always to the app's", async () => {
    const own = new Callback()
    const ofAccount = new Callback()
    await Promise.all([own.open(), ofAccount.open()])
    const post = (path: string, body: unknown) => stage.call("POST", path, body, account.access_token)
    const override = (callback: Callback) => ({
      override_callback_uri: callback.url,
      verify_token: "verify-me",
    })
    expect((await post(`/${account.waba_id}/subscribed_apps`, override(ofAccount))).status).toBe(200)
    await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    await stage.quiet()
    expect([stage.callback.posts.length, ofAccount.posts.length > 0]).toEqual([0, true])

    expect((await post(`/${account.phone_number_id}`, { webhook_configuration: override(own) })).status).toBe(
      200,
    )
    const before = ofAccount.posts.length
    await stage.greet(account, "4915100000002")
    await post(`/${account.waba_id}/message_templates`, {
      name: "plain",
      language: "en",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Plain words." }],
    })
    await stage.advance(60_000)
    await stage.quiet()
    expect([own.posts.length > 0, ofAccount.posts.length - before]).toEqual([true, 0])
    expect(stage.callback.heard.map(({ field }) => field)).toEqual(["message_template_status_update"])
    await Promise.all([own.close(), ofAccount.close()])
  })

  it("can be doubled, lost and replayed", async () => {
    await stage.control("PATCH", "settings", {
      webhooks: { duplicate_share: 1 },
      population: { read_share: 0 },
    })
    const wamid = wamidOf(await stage.send(account, { to: "4915100000001", ...helloWorld }))
    await stage.advance(60_000)
    await until(() => stage.callback.statusesOf(wamid).length === 4)
    await stage.control("PATCH", "settings", { webhooks: { duplicate_share: 0, loss_share: 1 } })
    const lost = await stage.greet(account, "4915100000002")
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.statusesOf(lost)).toEqual([])
    const { data } = await stage.control("GET", "deliveries?limit=1")
    const [{ id }] = z.tuple([z.object({ id: z.string() })]).parse(data)
    expect(await stage.control("POST", `deliveries/${id}/replay`)).toEqual({ status: 200 })
    await until(() => stage.callback.statusesOf(wamid).length === 5)
  })

  it("stop when they are switched off", async () => {
    await stage.control("PATCH", "settings", { webhooks: { enabled: false } })
    await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.posts).toEqual([])
    expect(await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).toMatchObject({
      by_status: { delivered: 1 },
    })
  })
})

describe("the state file", () => {
  it("is never overwritten when it is not the sandbox's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sandbox-"))
    await writeFile(join(folder, "state.db"), "these are somebody's notes, not a database")
    await expect(startSandbox({ data: folder })).rejects.toThrow(/cannot be used.*has not been changed/)
    await rm(folder, { recursive: true })
  })
})
