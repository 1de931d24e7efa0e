import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { FastifyInstance, FastifyRequest } from "fastify"
import pg from "pg"
import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { appGraph } from "../../connect/accounts/graph.ts"
import { answered } from "../../connect/refusal.ts"
import { testPlatform } from "../../testing/platform.ts"
import { ByteBudget } from "../byte-budget.ts"
import { steppedClock } from "../clock.ts"
import { Leases, sql, type Tx } from "../database/index.ts"
import { Problem } from "../errors.ts"
import { createHttpApp, type HttpApp, readWholeBodies } from "../http/index.ts"
import { answerOnce } from "./answer-once.ts"
import { forgetExpiredKeys } from "./keys.ts"

const dayMs = 24 * 60 * 60_000
const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const patienceMs = 3_000
const actor = "member:0199d1de-0000-7000-8000-000000000001"

let platform: Awaited<ReturnType<typeof testPlatform>>
let app: HttpApp
let meta: Server
/** What Meta does with the next request. */
let answer: "done" | "refused" | "cut"
let asked = 0
/** Handlers wait here, when there is something to wait for. */
let gate: Promise<void> = Promise.resolve()
let opened: () => void = () => undefined
let arrived = 0

beforeAll(async () => {
  meta = createServer((request, response) => {
    asked++
    request.resume()
    if (answer === "cut") request.socket.destroy()
    else if (answer === "done") response.end('{"success":true}')
    else response.writeHead(400).end('{"error":{"message":"No","code":100}}')
  }).listen(0, "127.0.0.1")
  await once(meta, "listening")
  const { port } = z.object({ port: z.int() }).parse(meta.address())
  platform = await testPlatform({ clock, environment: { META_GRAPH_URL: `http://127.0.0.1:${port}` } })
  app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  const principalOf = ({ headers }: FastifyRequest) => ({
    workspaceId: platform.workspaceId,
    actor: String(headers.actor ?? actor),
  })
  app.register(async (routes) => {
    answerOnce(routes, platform, principalOf, { patienceMs })
    addRoutes(routes)
    readWholeBodies(routes, "image/png", {
      budget: new ByteBudget({ bytes: 4_000_000, waitMs: 60_000 }),
      limit: 2_000_000,
      arriveMs: 60_000,
    })
    routes.post("/file", async () => ({ arrived: ++arrived }))
  })
  await app.ready()
})

/** What a request can come to: each route writes a contact of the name given, or asks Meta. */
const addRoutes = (routes: Pick<FastifyInstance, "post">) => {
  const { db, workspaceId } = platform
  const schema = { body: z.object({ name: z.string() }) }
  const write = (tx: Tx, body: unknown) => {
    const { name } = schema.body.parse(body)
    const now = clock.now()
    const row = { workspace_id: workspaceId, phone: newPhone(), first_name: name }
    return tx
      .insertInto("contacts")
      .values({ ...row, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
  }
  routes.post("/write", { schema }, async ({ body }) => {
    arrived++
    await gate
    return db.workspace(workspaceId, (tx) => write(tx, body))
  })
  routes.post("/write-and-fail", { schema }, async ({ body }) => {
    await db.workspace(workspaceId, (tx) => write(tx, body))
    throw new Problem("not_sendable", "It failed afterwards.")
  })
  routes.post("/write-and-roll-back", { schema }, ({ body }) =>
    db.workspace(workspaceId, async (tx) => {
      await write(tx, body)
      throw new Problem("not_sendable", "It failed before.")
    }),
  )
  routes.post("/ask-meta", async () => {
    answered(await appGraph(platform).post("thing", {}))
    return {}
  })
  routes.post("/read", { config: { idempotencyKey: false } }, async () => ({ arrived: ++arrived }))
}

afterAll(async () => {
  await app.close()
  meta.close()
  await platform.close()
})
afterEach(() => {
  opened()
  arrived = 0
  asked = 0
})

function closeGate(): void {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  opened = resolve
}

let phones = 0
const newPhone = () => `+4915120${String(phones++).padStart(6, "0")}`

async function post(
  url: string,
  key: string,
  payload: Record<string, unknown> = {},
  more: Record<string, string> = {},
) {
  const { statusCode, headers, body } = await app.inject({
    method: "POST",
    url,
    headers: { "idempotency-key": key, ...more },
    payload,
  })
  return {
    status: statusCode,
    body: JSON.parse(body),
    isReplayed: headers["idempotency-replayed"] === "true",
    retryAfter: headers["retry-after"],
  }
}

const written = (name: string) =>
  platform.db.workspace(platform.workspaceId, async (tx) => {
    const rows = await tx.selectFrom("contacts").select("id").where("first_name", "=", name).execute()
    return rows.length
  })

const keyRow = (key: string) =>
  platform.db.system((tx) =>
    tx.selectFrom("idempotency_keys").selectAll().where("key", "=", key).executeTakeFirst(),
  )

it("carries a request out once and gives its answer again", async () => {
  const name = randomUUID()
  const first = await post("/write", "a", { name })
  const second = await post("/write", "a", { name })
  expect(first).toMatchObject({ status: 200, isReplayed: false })
  expect(second).toEqual({ ...first, isReplayed: true })
  expect(arrived).toBe(1)
})

it("gives twenty requests at once one answer, of one of them", async () => {
  const name = randomUUID()
  closeGate()
  const asking = Array.from({ length: 20 }, () => post("/write", "b", { name }))
  await expect.poll(() => arrived).toBe(1)
  opened()
  const answers = await Promise.all(asking)
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect(answers.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1)
  expect(arrived).toBe(1)
})

it("refuses a key that was used for something else", async () => {
  const name = randomUUID()
  await post("/write", "c", { name })
  for (const [url, other] of [
    ["/write", "someone else"],
    ["/write?more=1", name],
    ["/write-and-fail", name],
  ] as const) {
    expect(await post(url, "c", { name: other })).toMatchObject({
      status: 409,
      body: { error: { code: "idempotency_key_reused", field: "Idempotency-Key" } },
    })
  }
})

it("tells one file from another, also of those that are read as room permits", async () => {
  const key = randomUUID()
  const send = (byte: number) =>
    app.inject({
      method: "POST",
      url: "/file",
      headers: { "content-type": "image/png", "idempotency-key": key },
      body: Buffer.alloc(1_500_000, byte),
    })
  const [first, again, other] = [await send(1), await send(1), await send(2)]
  expect([first.json(), again.json()]).toEqual([{ arrived: 1 }, { arrived: 1 }])
  expect(other.json().error.code).toBe("idempotency_key_reused")
})

it("keeps the keys of each who asks apart", async () => {
  const first = await post("/write", "d", { name: "Ana" })
  const other = { actor: "member:0199d1de-0000-7000-8000-000000000002" }
  const second = await post("/write", "d", { name: "Bob" }, other)
  expect(second).toMatchObject({ status: 200, isReplayed: false })
  expect(second.body.id).not.toBe(first.body.id)
})

it.each([" ".repeat(256), "x".repeat(256), "schlüssel"])("refuses the key %j", async (key) => {
  expect(await post("/write", `k${key}`, { name: "Ana" })).toMatchObject({
    status: 422,
    body: { error: { code: "invalid_request", field: "idempotency-key" } },
  })
})

it("leaves the key free where the request was not valid", async () => {
  const name = randomUUID()
  expect((await post("/write", "e", {})).status).toBe(422)
  expect(await post("/write", "e", { name })).toMatchObject({ status: 200, isReplayed: false })
})

it("tries again what failed before anything was done", async () => {
  const name = randomUUID()
  expect((await post("/write-and-roll-back", "f", { name })).status).toBe(409)
  expect(await post("/write-and-roll-back", "f", { name })).toMatchObject({ status: 409, isReplayed: false })
  expect(await keyRow("f")).toBeUndefined()
  expect(await written(name)).toBe(0)
})

it("does not try again what failed after something was done", async () => {
  const name = randomUUID()
  const first = await post("/write-and-fail", "g", { name })
  expect(first).toMatchObject({ status: 409, body: { error: { code: "not_sendable" } } })
  expect(await post("/write-and-fail", "g", { name })).toEqual({ ...first, isReplayed: true })
  expect(await written(name)).toBe(1)
})

it("gives the key back a day later, by the platform's clock", async () => {
  await post("/write", "h", { name: "Ana" })
  clock.advance(dayMs - 1)
  await platform.db.system((tx) => forgetExpiredKeys(tx, clock.now()))
  expect(await keyRow("h")).toBeDefined()
  const name = randomUUID()
  expect((await post("/write", "h", { name })).status).toBe(409)
  clock.advance(1)
  expect(await post("/write", "h", { name })).toMatchObject({ status: 200, isReplayed: false })
  clock.advance(dayMs)
  await platform.db.system((tx) => forgetExpiredKeys(tx, clock.now()))
  expect(await keyRow("h")).toBeUndefined()
})

it("takes no key for what only reads", async () => {
  expect((await post("/read", "i")).body).toEqual({ arrived: 1 })
  expect((await post("/read", "i")).body).toEqual({ arrived: 2 })
})

it("keeps answers sealed", async () => {
  const { body } = await post("/write", "j", { name: "Ana" })
  const row = await keyRow("j")
  expect(row?.state).toBe("answered")
  expect(row?.sealed_answer?.includes(body.id)).toBe(false)
})

it("asks Meta once where Meta did it", async () => {
  answer = "done"
  expect(await post("/ask-meta", "k")).toMatchObject({ status: 200, isReplayed: false })
  expect(await post("/ask-meta", "k")).toMatchObject({ status: 200, isReplayed: true })
  expect(asked).toBe(1)
})

it("asks Meta again where Meta refused", async () => {
  answer = "refused"
  expect(await post("/ask-meta", "l")).toMatchObject({ status: 422, isReplayed: false })
  answer = "done"
  expect(await post("/ask-meta", "l")).toMatchObject({ status: 200, isReplayed: false })
  expect(asked).toBe(2)
})

it("does not ask Meta again where Meta may have done it", async () => {
  answer = "cut"
  expect(await post("/ask-meta", "m")).toMatchObject({ status: 502, isReplayed: false })
  answer = "done"
  expect(await post("/ask-meta", "m")).toMatchObject({ status: 502, isReplayed: true })
  expect(asked).toBe(1)
})

/** The row of a request whose process has died, in the state that it had come to. */
async function leaveBehind(key: string, state: string, name: string): Promise<void> {
  await post("/write", key, { name })
  await platform.db.system((tx) =>
    sql`UPDATE idempotency_keys SET state = ${state}, status = NULL, sealed_answer = NULL WHERE key = ${key}`.execute(
      tx,
    ),
  )
}

it.each(["asking", "acted"])("does nothing again for a process that died when it had %s", async (state) => {
  const name = randomUUID()
  await leaveBehind(`n-${state}`, state, name)
  const again = await post("/write", `n-${state}`, { name })
  expect(again).toMatchObject({ status: 409, body: { error: { code: "idempotency_outcome_unknown" } } })
  expect(arrived).toBe(1)
})

it("carries out what a process that died had only started", async () => {
  const name = randomUUID()
  await leaveBehind("o", "started", name)
  expect(await post("/write", "o", { name })).toMatchObject({ status: 200, isReplayed: false })
  expect(arrived).toBe(2)
})

/** Breaks the connection of the leases, so that a request seems abandoned although it continues. */
async function breakLeases(): Promise<void> {
  const client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE locktype = 'advisory' AND datname = current_database()`)
  await client.end()
}

it("lets nobody commit whose place was taken", async () => {
  const name = randomUUID()
  closeGate()
  const slow = post("/write", "p", { name })
  await expect.poll(() => arrived).toBe(1)
  await breakLeases()
  const quick = post("/write", "p", { name })
  await expect.poll(() => arrived).toBe(2)
  opened()
  const answers = await Promise.all([slow, quick])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe("idempotency_in_progress")
  expect(await written(name)).toBe(1)
})

it("says that a request is under way to those whose patience ends", async () => {
  const name = randomUUID()
  closeGate()
  const slow = post("/write", "q", { name })
  await expect.poll(() => arrived).toBe(1)
  expect(await post("/write", "q", { name })).toMatchObject({
    status: 409,
    retryAfter: "1",
    body: { error: { code: "idempotency_in_progress" } },
  })
  opened()
  await slow
})

it("holds no lease once a request is over", async () => {
  await post("/write", "r", { name: "Ana" })
  const row = await keyRow("r")
  const leases = new Leases(platform.databaseUrl)
  expect(await leases.tryAcquire("request", row?.attempt ?? "")).toBeDefined()
  await leases.close()
})
