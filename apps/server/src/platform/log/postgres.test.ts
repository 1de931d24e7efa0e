import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { Database, sql, type Tx } from "../database/index.ts"
import {
  appendWithin,
  applyAgain,
  type Consumer,
  forgetSetAside,
  listSetAside,
  readSetAside,
} from "./index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
const running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(async () => {
  await Promise.all(running.map((consumer) => consumer.stop()))
  await platform.close()
})

const topicOf = (name: string) => ({ name, partitions: 8 })
const append = (topic: string, key: string, payload: string) =>
  platform.log.append(topicOf(topic), key, payload)
function consume(topic: string, apply: Consumer["apply"], halve?: Consumer["halve"]) {
  const consumer = platform.log.consume(topicOf(topic), halve ? { apply, halve } : { apply })
  running.push(consumer)
  return consumer
}
const backlog = async (topic: string) => {
  const { rows } = await platform.db.system((tx) =>
    sql<{ n: number }>`SELECT count(*) AS n FROM log_entries WHERE topic = ${topic}`.execute(tx),
  )
  return rows[0]?.n
}
const aside = (topic: string) =>
  platform.db.system(async (tx) =>
    (await listSetAside(tx, { limit: 500 })).filter((row) => row.topic === topic),
  )
const numbered = (key: string) => Array.from({ length: 200 }, (_, n) => `${key}:${n}`)

/** Each test has topics of its own, so that they wait for their tries together. */
describe.concurrent("the durable log", () => {
  it("applies every entry, in order for each key", async () => {
    const seen: string[] = []
    consume("order", async (payloads) => void seen.push(...payloads))
    const keys = ["ana", "ben", "cem"]
    for (let n = 0; n < 200; n++) await Promise.all(keys.map((key) => append("order", key, `${key}:${n}`)))
    await vi.waitFor(() => expect(seen).toHaveLength(600), 10_000)
    for (const key of keys) expect(seen.filter((payload) => payload.startsWith(key))).toEqual(numbered(key))
    await vi.waitFor(async () => expect(await backlog("order")).toBe(0))
  })

  it("keeps what was appended while nobody consumed", async () => {
    await Promise.all(numbered("kept").map((payload) => append("kept", "kept", payload)))
    expect(await backlog("kept")).toBeGreaterThan(0)
    const seen: string[] = []
    consume("kept", async (payloads) => void seen.push(...payloads))
    await vi.waitFor(() => expect(seen).toEqual(numbered("kept")), 10_000)
  })

  it("finds what nobody was told of, as a process that dies right after its commit tells nobody", async () => {
    const seen: string[] = []
    consume("untold", async (payloads) => void seen.push(...payloads))
    await append("untold", "k", "told")
    await vi.waitFor(() => expect(seen).toEqual(["told"]), 10_000)
    const silent = new Database(platform.databaseUrl, { connections: 1, onConnectionLost: () => undefined })
    await silent.system((tx) => appendWithin(tx, topicOf("untold"), [{ partition: 0, payload: "untold" }]))
    await silent.close()
    await vi.waitFor(() => expect(seen).toEqual(["told", "untold"]), 10_000)
  })

  it("sets aside only the entry at fault, with when it came and how often it was tried", async () => {
    const seen = new Set<string>()
    let tries = 0
    const entries = numbered("poison").map((payload) => ({ partition: 0, payload }))
    await platform.db.system((tx) => appendWithin(tx, topicOf("poison"), entries))
    consume("poison", async (payloads) => {
      if (payloads.length === 1 && payloads[0] === "poison:77") tries += 1
      if (payloads.includes("poison:77")) throw new SyntaxError("cannot read 77")
      for (const payload of payloads) seen.add(payload)
    })
    await vi.waitFor(async () => expect(await aside("poison")).toHaveLength(1), 20_000)
    await vi.waitFor(async () => expect(await backlog("poison")).toBe(0), 10_000)
    expect([...seen].sort()).toEqual(
      numbered("poison")
        .filter((payload) => payload !== "poison:77")
        .sort(),
    )
    const [row] = await aside("poison")
    expect(row).toMatchObject({ failure: "SyntaxError: cannot read 77", tries })
    expect(row?.received_at.getTime()).toBeLessThan(row?.set_aside_at.getTime() ?? 0)
    expect(await platform.db.system((tx) => readSetAside(tx, row?.id ?? ""))).toMatchObject({
      payload: "poison:77",
    })
  })

  it("sets aside only the one at fault of those that came together", async () => {
    const seen: string[] = []
    const all = numbered("together")
    await Promise.all(all.map((payload) => append("together", "together", payload)))
    expect(await backlog("together")).toBeLessThan(all.length)
    consume("together", async (payloads) => {
      if (payloads.includes("together:77")) throw new SyntaxError("cannot read 77")
      seen.push(...payloads)
    })
    await vi.waitFor(async () => expect(await backlog("together")).toBe(0), 20_000)
    const [row, another] = await aside("together")
    expect(another).toBeUndefined()
    expect(await platform.db.system((tx) => readSetAside(tx, row?.id ?? ""))).toMatchObject({
      payload: "together:77",
    })
    expect(seen).toEqual(all.filter((payload) => payload !== "together:77"))
  })

  it("applies what came together in parts, where all of it is too much at once", async () => {
    const all = Array.from({ length: 400 }, (_, index) => `${index}:${"x".repeat(1_000)}`)
    await Promise.all(all.map((payload) => append("much", "much", payload)))
    expect(await backlog("much")).toBeLessThan(all.length)
    const seen: string[] = []
    consume("much", async (payloads) => {
      if (payloads.length > 150) throw new Error("the statement takes too long")
      seen.push(...payloads)
    })
    await vi.waitFor(() => expect(seen).toEqual(all), 20_000)
  })

  it("sets aside only the parts of an entry that are at fault, as payloads of their own", async () => {
    const seen: string[] = []
    const halve = (payload: string): [string, string] | undefined => {
      const words = payload.split(" ")
      const middle = words.length >> 1
      return words.length < 2 ? undefined : [words.slice(0, middle).join(" "), words.slice(middle).join(" ")]
    }
    await append("parts", "k", "a b bad c d bad e")
    await append("parts", "k", "f")
    consume(
      "parts",
      async (payloads) => {
        if (payloads.some((payload) => payload.includes("bad"))) throw new RangeError("bad")
        seen.push(...payloads)
      },
      halve,
    )
    await vi.waitFor(async () => expect(await aside("parts")).toHaveLength(2), 20_000)
    await vi.waitFor(() => expect(seen.join(" ")).toBe("a b c d e f"), 10_000)
    const payloads = await Promise.all(
      (await aside("parts")).map(({ id }) => platform.db.system((tx) => readSetAside(tx, id))),
    )
    expect(payloads.map((row) => row?.payload)).toEqual(["bad", "bad"])
  })

  it("keeps an entry as it came where every part of it is at fault", async () => {
    await append("whole", "k", "bad,bad")
    consume(
      "whole",
      async () => {
        throw new RangeError("bad")
      },
      (payload) => (payload === "bad,bad" ? ["bad", "bad"] : undefined),
    )
    await vi.waitFor(async () => expect(await aside("whole")).toMatchObject([{ characters: 7 }]), 20_000)
  })

  it("has one consumer at work on a partition, and another takes over when it stops", async () => {
    const by: string[] = []
    const first = consume("lease", async (payloads) => void by.push(...payloads.map(() => "first")))
    await append("lease", "k", "1")
    await vi.waitFor(() => expect(by).toEqual(["first"]), 10_000)
    consume("lease", async (payloads) => void by.push(...payloads.map(() => "second")))
    for (const payload of ["2", "3", "4"]) {
      await append("lease", "k", payload)
      await vi.waitFor(async () => expect(await backlog("lease")).toBe(0), 10_000)
    }
    expect(by).toEqual(["first", "first", "first", "first"])
    await first.stop()
    await append("lease", "k", "5")
    await vi.waitFor(() => expect(by).toEqual(["first", "first", "first", "first", "second"]), 15_000)
  })
})

describe.concurrent("trouble of the database while entries are applied", () => {
  const pid = async (tx: Tx) =>
    (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)).rows[0]?.pid ?? 0
  /** As who owns the database: the roles of our transactions may neither end others nor see what they wait for. */
  const kill = (way: "cancel" | "terminate", victim: number) =>
    platform.db.statement(sql`SELECT ${sql.raw(`pg_${way}_backend`)}(${victim})`)
  const waitsFor = async (victim: number) => {
    const [row] = await platform.db.statement(
      sql<{ event: string }>`SELECT wait_event AS event FROM pg_stat_activity WHERE pid = ${victim}`,
    )
    return row?.event
  }
  const raise = (tx: Tx, code: string) => sql.raw(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`).execute(tx)

  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ["a deadlock", (tx) => raise(tx, "40P01")],
    ["a full disk", (tx) => raise(tx, "53100")],
    ["a contact deleted meanwhile", (tx) => raise(tx, "23503")],
    ["the end of the backend between two statements", async (tx) => kill("terminate", await pid(tx))],
    [
      "a cancel",
      async (tx) => {
        const victim = await pid(tx)
        const asleep = sql`SELECT pg_sleep(30)`.execute(tx)
        asleep.catch(() => undefined)
        await vi.waitFor(async () => expect(await waitsFor(victim)).toBe("PgSleep"), 10_000)
        await kill("cancel", victim)
        await asleep
      },
    ],
    [
      "a lock that another has",
      (tx) =>
        platform.db.system(async (other) => {
          await sql`SELECT pg_advisory_xact_lock(7)`.execute(other)
          await sql`SET LOCAL lock_timeout = 20`.execute(tx)
          await sql`SELECT pg_advisory_xact_lock(7)`.execute(tx)
        }),
    ],
    ["an error of our own that passes", async () => Promise.reject(new Error("Others kept changing them."))],
  ])("(%s) sets nothing aside, and everything is applied in its order", async (what, act) => {
    const seen: string[] = []
    let failures = 2
    await Promise.all(numbered(what).map((payload) => append(what, what, payload)))
    consume(what, (payloads) =>
      platform.db.system(async (tx) => {
        failures -= 1
        if (failures >= 0) await act(tx)
        await sql`SELECT 1`.execute(tx)
        seen.push(...payloads)
      }),
    )
    await vi.waitFor(() => expect(seen).toHaveLength(200), 20_000)
    expect(seen).toEqual(numbered(what))
    expect(await aside(what)).toEqual([])
    await vi.waitFor(async () => expect(await backlog(what)).toBe(0), 10_000)
  })
})

describe("what was set aside", () => {
  it("is applied again, or forgotten", async () => {
    const seen: string[] = []
    let isFixed = false
    await Promise.all(["1", "2", "3"].map((payload) => append("again", payload, payload)))
    consume("again", async (payloads) => {
      if (!isFixed) throw new RangeError("not yet")
      seen.push(...payloads)
    })
    await vi.waitFor(async () => expect(await aside("again")).toHaveLength(3), 20_000)
    const [first, second] = await aside("again")
    const inSystem = <T>(work: (tx: Tx) => Promise<T>) => platform.db.system(work)
    expect(await inSystem((tx) => forgetSetAside(tx, first?.id ?? ""))).toBe(true)
    expect(await inSystem((tx) => forgetSetAside(tx, first?.id ?? ""))).toBe(false)
    isFixed = true
    expect(await inSystem((tx) => applyAgain(tx, second?.id))).toBe(1)
    await vi.waitFor(() => expect(seen).toHaveLength(1), 10_000)
    expect(await inSystem((tx) => applyAgain(tx))).toBeGreaterThan(0)
    await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
    expect(await aside("again")).toEqual([])
  })
})
