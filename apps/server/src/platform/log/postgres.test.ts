import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { sql } from "../database/index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
const running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  platform = await testPlatform()
})
afterEach(() => Promise.all(running.splice(0).map((consumer) => consumer.stop())))
afterAll(() => platform.close())

function consume(topic: string, apply: (payloads: readonly string[]) => Promise<void>) {
  const consumer = platform.log.consume(topic, apply)
  running.push(consumer)
  return consumer
}
const backlog = async (topic: string) => {
  const { rows } = await platform.db.system((tx) =>
    sql<{ n: number }>`SELECT count(*) AS n FROM log_entries WHERE topic = ${topic}`.execute(tx),
  )
  return rows[0]?.n
}
const numbered = (key: string) => Array.from({ length: 200 }, (_, n) => `${key}:${n}`)

describe("the durable log", () => {
  it("applies every entry, in order for each key", async () => {
    const seen: string[] = []
    consume("order", async (payloads) => void seen.push(...payloads))
    const keys = ["ana", "ben", "cem"]
    for (let n = 0; n < 200; n++)
      await Promise.all(keys.map((key) => platform.log.append("order", key, `${key}:${n}`)))
    await vi.waitFor(() => expect(seen).toHaveLength(600), 10_000)
    for (const key of keys) expect(seen.filter((payload) => payload.startsWith(key))).toEqual(numbered(key))
    await vi.waitFor(async () => expect(await backlog("order")).toBe(0))
  })

  it("keeps what was appended while nobody consumed", async () => {
    await Promise.all(numbered("kept").map((payload) => platform.log.append("kept", "kept", payload)))
    expect(await backlog("kept")).toBe(200)
    const seen: string[] = []
    consume("kept", async (payloads) => void seen.push(...payloads))
    await vi.waitFor(() => expect(seen).toEqual(numbered("kept")), 10_000)
  })

  it("gives a batch again when applying it failed, and sets aside only the entry at fault", async () => {
    const seen = new Set<string>()
    await Promise.all(numbered("poison").map((payload) => platform.log.append("poison", "poison", payload)))
    consume("poison", async (payloads) => {
      if (payloads.includes("poison:77")) throw new Error("cannot apply 77")
      for (const payload of payloads) seen.add(payload)
    })
    await vi.waitFor(async () => expect(await backlog("poison")).toBe(0), 10_000)
    expect([...seen].sort()).toEqual(
      numbered("poison")
        .filter((payload) => payload !== "poison:77")
        .sort(),
    )
    const aside = await platform.db.system((tx) =>
      tx.selectFrom("log_set_aside").selectAll().where("topic", "=", "poison").execute(),
    )
    expect(aside).toMatchObject([{ payload: "poison:77", failure: "Error: cannot apply 77" }])
  })

  it("has one consumer at work on a partition, and another takes over when it stops", async () => {
    const by: string[] = []
    const first = consume("lease", async (payloads) => void by.push(...payloads.map(() => "first")))
    await platform.log.append("lease", "k", "1")
    await vi.waitFor(() => expect(by).toEqual(["first"]), 10_000)
    consume("lease", async (payloads) => void by.push(...payloads.map(() => "second")))
    await platform.log.append("lease", "k", "2")
    await vi.waitFor(() => expect(by).toHaveLength(2), 10_000)
    await sleep(100)
    expect(by).toEqual(["first", "first"])
    await first.stop()
    await platform.log.append("lease", "k", "3")
    await vi.waitFor(() => expect(by).toEqual(["first", "first", "second"]), 15_000)
  })
})
