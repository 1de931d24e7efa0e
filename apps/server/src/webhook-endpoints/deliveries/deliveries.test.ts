import type { Occurrence } from "@parley/model"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { webhooksChannel } from "../hear.ts"
import { startWebhooks } from "../testing/installation.ts"
import { startReceiver } from "../testing/receiver.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startWebhooks>>
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  api = await startWebhooks({ clock })
})
afterAll(() => api.close())

const receivers: (typeof receiver)[] = []
const another = async () => {
  const one = await startReceiver()
  receivers.push(one)
  return one
}
const fresh = async (more: object = {}) => {
  receiver = await another()
  return api.endpoint(receiver.url, more)
}
afterEach(async () => {
  await api.platform.db.system((tx) => tx.deleteFrom("webhook_endpoints").execute())
  await Promise.all(receivers.splice(0).map((one) => one.close()))
})

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const poll = <T>(seen: () => T) => expect.poll(seen)
const changed = (contact_id: string = crypto.randomUUID(), ...fields: string[]): Occurrence => ({
  kind: "contact_changed",
  workspace_id: api.platform.workspaceId,
  contact_id,
  at: clock.now().toISOString(),
  fields,
  attributes: [],
})
/** Moves the clock, and has what is due looked for. */
const advance = (ms: number) => {
  clock.advance(ms)
  api.platform.wakes.wake(webhooksChannel, "")
}
const fails = (status: number) => {
  receiver.answer = (response) => response.writeHead(status).end("no")
}

describe("an endpoint", () => {
  it("is told what happens to contacts, signed, with how they are called elsewhere", async () => {
    const { secret } = await fresh()
    const { body } = await api.ask("POST", "contacts", { external_id: "shop-1", first_name: "Ada" })
    await poll(receiver.types).toEqual(["contact_created"])
    expect(receiver.verify(secret)).toEqual({
      type: "contact_created",
      timestamp: clock.now().toISOString(),
      data: { workspace_id: api.platform.workspaceId, contact_id: body.id, external_id: "shop-1" },
    })
    expect(receiver.received[0]?.headers["content-type"]).toBe("application/json")
  })

  it("is told of the kinds that it chose", async () => {
    await fresh({ kinds: ["contact_changed"] })
    const { body } = await api.ask("POST", "contacts", { external_id: "shop-2" })
    await api.ask("PATCH", `contacts/${body.id}`, { first_name: "Bea" })
    await poll(receiver.types).toEqual(["contact_changed"])
  })

  it("is not told of what happens in another workspace", async () => {
    await fresh()
    const other = await api.platform.db.system(async (tx) => {
      const { id } = await createWorkspace(tx, "Other", clock.now())
      return id
    })
    await api.happens({ ...changed(), workspace_id: other }, changed())
    await poll(receiver.types).toHaveLength(1)
    expect(receiver.received[0]?.body).not.toContain(other)
  })

  it("that is off is told nothing, and what happened meanwhile stays untold", async () => {
    const { id } = await fresh({ is_enabled: false })
    await api.happens(changed())
    const heard = await another()
    await api.endpoint(heard.url)
    await api.happens(changed())
    await poll(heard.types).toHaveLength(1)
    await api.ask("PATCH", `webhook-endpoints/${id}`, { is_enabled: true })
    await api.happens(changed())
    await poll(heard.types).toHaveLength(2)
    await poll(receiver.types).toHaveLength(1)
  })

  it("hears once of what the log tells again", async () => {
    const { id } = await fresh()
    const said = changed()
    await api.happens(said)
    // The log tells again later; what is in one batch twice was said twice.
    await poll(receiver.types).toHaveLength(1)
    await api.happens(said)
    await api.happens(changed())
    await poll(receiver.types).toHaveLength(2)
    expect(await api.deliveries(id)).toHaveLength(2)
  })

  it("with a new secret gets both signatures for a day, then its own", async () => {
    const { id, secret: first } = await fresh()
    const { body: rotated } = await api.ask("POST", `webhook-endpoints/${id}/rotate-secret`)
    expect(rotated.previous_secret_until).toBe(new Date(clock.now().getTime() + 24 * hourMs).toISOString())
    await api.happens(changed())
    await poll(receiver.types).toHaveLength(1)
    expect(() => receiver.verify(first)).not.toThrow()
    expect(() => receiver.verify(rotated.secret)).not.toThrow()
    advance(24 * hourMs)
    await api.happens(changed())
    await poll(receiver.types).toHaveLength(2)
    expect(() => receiver.verify(rotated.secret)).not.toThrow()
    expect(() => receiver.verify(first)).toThrow()
  })
})

describe("a delivery that fails", () => {
  it("is tried again, later and later, under the same id; its attempts say what came of it", async () => {
    const { id } = await fresh()
    fails(500)
    await api.happens(changed())
    await poll(receiver.types).toHaveLength(1)
    for (const ms of [5_000, 5 * minuteMs, 30 * minuteMs]) {
      const [waiting] = await waitingFor(id)
      expect(waiting.due_at).toBe(new Date(clock.now().getTime() + ms).toISOString())
      const count = receiver.received.length
      advance(ms)
      await poll(receiver.types).toHaveLength(count + 1)
    }
    await waitingFor(id)
    receiver.answer = (response) => response.writeHead(200).end("thanks")
    advance(2 * hourMs)
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered", attempts: 5 }])
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
    const [{ id: deliveryId, webhook_id }] = await api.deliveries(id)
    expect(receiver.received[0]?.headers["webhook-id"]).toBe(webhook_id)
    const { body } = await api.ask("GET", `webhook-deliveries/${deliveryId}`)
    expect(body.log.at(0)).toMatchObject({
      status: 500,
      answer: "no",
      failure: expect.stringContaining("500"),
    })
    expect(body.log.at(-1)).toMatchObject({ status: 200, answer: "thanks", failure: null })
  })

  /** The deliveries of an endpoint once none is due now. */
  const waitingFor = async (endpointId: string) => {
    await poll(async () =>
      (await api.deliveries(endpointId)).every(
        ({ due_at }: { due_at: string | null }) => due_at !== null && new Date(due_at) > clock.now(),
      ),
    ).toBe(true)
    return api.deliveries(endpointId)
  }

  it("is given up after three days, and can be sent again", async () => {
    const { id } = await fresh()
    fails(503)
    const startedMs = clock.now().getTime()
    await api.happens(changed())
    for (let tries = 1; tries <= 10; tries += 1) {
      await poll(receiver.types).toHaveLength(tries)
      await poll(async () => (await api.deliveries(id))[0].attempts).toBe(tries)
      const [{ due_at }] = await api.deliveries(id)
      if (due_at !== null) advance(new Date(due_at).getTime() - clock.now().getTime())
    }
    expect(clock.now().getTime() - startedMs).toBeGreaterThan(3 * 24 * hourMs)
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "failed", due_at: null }])
    receiver.answer = (response) => response.writeHead(204).end()
    await api.ask("PATCH", `webhook-endpoints/${id}`, { is_enabled: true })
    const { body } = await api.ask("POST", `webhook-endpoints/${id}/replay`, {})
    expect(body).toEqual({ deliveries: 1, may_be_more: false })
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered" }])
  })

  it("waits as long as the receiver asks for", async () => {
    const { id } = await fresh()
    receiver.answer = (response) => response.writeHead(429, { "retry-after": "3600" }).end()
    await api.happens(changed())
    await poll(() => api.deliveries(id)).toMatchObject([
      { attempts: 1, due_at: new Date(clock.now().getTime() + hourMs).toISOString() },
    ])
  })

  it.each(["http://169.254.169.254/latest", "http://127.0.0.1:1/"])(
    "by a redirect is not followed to %s",
    async (location) => {
      const { id } = await fresh()
      receiver.answer = (response) => response.writeHead(307, { location }).end()
      await api.happens(changed())
      await poll(() => api.deliveries(id)).toMatchObject([
        { attempts: 1, last_status: 307, last_failure: expect.stringContaining("redirect") },
      ])
    },
  )

  it("is read no further than its beginning", async () => {
    const { id } = await fresh()
    receiver.answer = (response) => response.writeHead(200).end("x".repeat(5_000_000))
    await api.happens(changed())
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered" }])
    const [{ id: deliveryId }] = await api.deliveries(id)
    const { body } = await api.ask("GET", `webhook-deliveries/${deliveryId}`)
    expect(body.log[0].answer).toHaveLength(1_000)
  })

  it("tells with others that the endpoint is at fault, which is then tried by one at a time", async () => {
    const { id } = await fresh()
    fails(500)
    for (let n = 0; n < 5; n += 1) {
      await api.happens(changed())
      await poll(receiver.types).toHaveLength(n + 1)
    }
    await poll(
      async () => (await api.ask("GET", `webhook-endpoints/${id}`)).body.failing_since,
    ).not.toBeNull()
    await api.happens(...Array.from({ length: 30 }, () => changed()))
    await poll(async () => (await api.deliveries(id)).length).toBe(35)
    advance(6_000)
    await poll(receiver.types).toHaveLength(6)
    receiver.answer = (response) => response.writeHead(204).end()
    advance(11 * minuteMs)
    await poll(async () => (await api.deliveries(id, "?state=delivered")).length).toBe(35)
    expect((await api.ask("GET", `webhook-endpoints/${id}`)).body.failing_since).toBeNull()
  })
})

describe("an endpoint that is at fault for good", () => {
  const told = () =>
    api.platform.db.system((tx) =>
      tx.selectFrom("notifications").select(["kind", "resolved_at"]).orderBy("id", "desc").execute(),
    )

  it("is turned off after five days, members are told, and turned on it is as any other", async () => {
    const { id } = await fresh()
    fails(500)
    await api.happens(changed())
    await poll(receiver.types).toHaveLength(1)
    await poll(async () => (await api.deliveries(id))[0].attempts).toBe(1)
    advance(5 * 24 * hourMs)
    await poll(() => api.ask("GET", `webhook-endpoints/${id}`)).toMatchObject({
      body: { is_enabled: false, disabled_because: "failing", failing_since: null },
    })
    expect((await told())[0]).toMatchObject({ kind: "webhook_disabled", resolved_at: null })
    receiver.answer = (response) => response.writeHead(204).end()
    await api.ask("PATCH", `webhook-endpoints/${id}`, { is_enabled: true })
    expect((await told())[0]).toMatchObject({ resolved_at: expect.any(Date) })
    await api.happens(changed())
    await poll(async () => (await api.deliveries(id, "?state=delivered")).length).toBeGreaterThan(0)
  })

  it("is turned off at once when it says that it is gone", async () => {
    const { id } = await fresh()
    fails(410)
    await api.happens(changed())
    await poll(() => api.ask("GET", `webhook-endpoints/${id}`)).toMatchObject({
      body: { is_enabled: false, disabled_because: "gone" },
    })
  })

  it("has what waits for it given up after three days", async () => {
    const { id } = await fresh()
    fails(500)
    await api.happens(changed())
    await poll(async () => (await api.deliveries(id))[0]?.attempts).toBe(1)
    await api.ask("PATCH", `webhook-endpoints/${id}`, { is_enabled: false })
    advance(4 * 24 * hourMs)
    await api.doChores()
    expect(await api.deliveries(id)).toMatchObject([{ state: "failed", due_at: null }])
  })
})

describe("a process that dies", () => {
  it("after it sent something and before it wrote that has it sent again, under the same id", async () => {
    const { id } = await fresh()
    const { promise: answered, resolve } = Promise.withResolvers<void>()
    let open = true
    receiver.answer = (response) => {
      resolve()
      if (!open) response.writeHead(204).end()
    }
    await api.happens(changed())
    await answered
    await api.stopSending()
    expect(await api.deliveries(id)).toMatchObject([{ state: "waiting", attempts: 0 }])
    open = false
    api.startSending()
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered", attempts: 1 }])
    const [first, second] = receiver.received.map(({ headers }) => headers["webhook-id"])
    expect(second).toBe(first)
  })
})

it("one endpoint that does not answer keeps no other waiting", async () => {
  await fresh()
  receiver.answer = () => undefined
  const quick = await another()
  await api.endpoint(quick.url)
  for (let n = 1; n <= 3; n += 1) {
    await api.happens(changed())
    await poll(quick.types).toHaveLength(n)
  }
})

describe("a contact who is deleted", () => {
  it("leaves nothing in the log, and that they are gone is told", async () => {
    const { id } = await fresh()
    const { body } = await api.ask("POST", "contacts", { external_id: "gone-1" })
    await poll(receiver.types).toEqual(["contact_created"])
    await api.ask("DELETE", `contacts/${body.id}`)
    await poll(receiver.types).toEqual(["contact_created", "contact_deleted"])
    await poll(async () => (await api.deliveries(id)).map(({ kind }: { kind: string }) => kind)).toEqual([
      "contact_deleted",
    ])
    const { rows } = await api.platform.db.system((tx) =>
      sql`SELECT FROM webhook_events WHERE data ->> 'external_id' = 'gone-1'`.execute(tx),
    )
    expect(rows).toEqual([])
  })
})

describe("old deliveries", () => {
  it("are forgotten after two weeks", async () => {
    const { id } = await fresh()
    await api.happens(changed())
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered" }])
    advance(13 * 24 * hourMs)
    await api.doChores()
    expect(await api.deliveries(id)).toHaveLength(1)
    advance(2 * 24 * hourMs)
    await api.doChores()
    expect(await api.deliveries(id)).toEqual([])
  })
})

describe("a test", () => {
  it("is sent once, and answers what came of it", async () => {
    const { id, secret } = await fresh({ is_enabled: false })
    const { body } = await api.ask("POST", `webhook-endpoints/${id}/test`)
    expect(body).toMatchObject({ kind: "test", state: "delivered", log: [{ status: 204, failure: null }] })
    expect(receiver.verify(secret)).toMatchObject({ type: "test" })
    fails(404)
    const again = await api.ask("POST", `webhook-endpoints/${id}/test`)
    expect(again.body).toMatchObject({ state: "failed", due_at: null, log: [{ status: 404, answer: "no" }] })
  })
})

describe("another workspace", () => {
  it("neither sees nor changes an endpoint or its deliveries", async () => {
    const { id } = await fresh()
    await api.happens(changed())
    await poll(() => api.deliveries(id)).toMatchObject([{ state: "delivered" }])
    const [{ id: deliveryId }] = await api.deliveries(id)
    const key = generateApiKey()
    await api.platform.db.system(async (tx) => {
      const other = await createWorkspace(tx, "Other", clock.now())
      await storeApiKey(tx, { workspaceId: other.id, name: "Other", secret: key, now: clock.now() })
    })
    const asked = await Promise.all([
      api.ask("GET", `webhook-endpoints/${id}`, undefined, key),
      api.ask("PATCH", `webhook-endpoints/${id}`, { is_enabled: false }, key),
      api.ask("DELETE", `webhook-endpoints/${id}`, undefined, key),
      api.ask("POST", `webhook-endpoints/${id}/test`, undefined, key),
      api.ask("POST", `webhook-endpoints/${id}/rotate-secret`, undefined, key),
      api.ask("POST", `webhook-endpoints/${id}/replay`, {}, key),
      api.ask("GET", `webhook-endpoints/${id}/deliveries`, undefined, key),
      api.ask("GET", `webhook-deliveries/${deliveryId}`, undefined, key),
      api.ask("POST", `webhook-deliveries/${deliveryId}/replay`, undefined, key),
    ])
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 404))
    expect((await api.ask("GET", "webhook-endpoints", undefined, key)).body.data).toEqual([])
    expect((await api.ask("GET", `webhook-endpoints/${id}`)).body.is_enabled).toBe(true)
  })
})
