import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { testPlatform } from "../testing/platform.ts"
import { type Clock, followClock, shiftedClock, steppedClock } from "./clock.ts"
import { type RawBuilder, sql } from "./database/index.ts"

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** How far two readings of one clock in this test may be apart. */
const slackMs = 10_000

describe("a clock that follows another", () => {
  /** A clock somewhere else, so far ahead of this machine's. */
  async function elsewhere() {
    const other: { aheadMs: number; stoppedAtMs?: number; asked: number; answers: Promise<void> } = {
      aheadMs: 0,
      asked: 0,
      answers: Promise.resolve(),
    }
    const server = createServer(async (_, answer) => {
      other.asked += 1
      const nowMs = (other.stoppedAtMs ?? Date.now()) + other.aheadMs
      await other.answers
      answer.end(JSON.stringify({ now: new Date(nowMs).toISOString() }))
    }).listen(0, "127.0.0.1")
    await new Promise((listening) => server.once("listening", listening))
    const { port } = server.address() as AddressInfo
    onTestFinished(() => void server.close())
    return { other, url: `http://127.0.0.1:${port}` }
  }

  it("goes with it, and tells where it goes before it is there", async () => {
    const { other, url } = await elsewhere()
    const told: { to: Date; whileAheadMs: number | undefined }[] = []
    const known: { clock?: Clock } = {}
    const clock = await followClock(url, async (to) => {
      told.push({ to, whileAheadMs: known.clock?.aheadMs() })
    })
    known.clock = clock
    onTestFinished(() => clock.stop())
    expect(clock.aheadMs()).toBe(0)
    expect(told).toEqual([])
    other.aheadMs = 40 * dayMs
    await expect.poll(() => Math.abs(clock.aheadMs() - 40 * dayMs)).toBeLessThan(slackMs)
    expect(told).toMatchObject([{ whileAheadMs: 0 }])
    expect(Math.abs((told[0]?.to.getTime() ?? 0) - clock.now().getTime())).toBeLessThan(slackMs)
  })

  it("is the machine's exactly where the other is a little off, as an answer takes its time", async () => {
    const { other, url } = await elsewhere()
    other.aheadMs = -20
    const clock = await followClock(url)
    onTestFinished(() => clock.stop())
    expect(clock.aheadMs()).toBe(0)
  })

  it("runs on with the other while answers are late", async () => {
    const { other, url } = await elsewhere()
    const clock = await followClock(url)
    onTestFinished(() => clock.stop())
    const { promise, resolve } = Promise.withResolvers<void>()
    Object.assign(other, { asked: 0, answers: promise })
    await expect.poll(() => other.asked).toBe(2)
    resolve()
    const readings: number[] = []
    await expect.poll(() => readings.push(clock.now().getTime()) && other.asked, { interval: 10 }).toBe(4)
    expect(readings).toEqual(readings.toSorted())
    expect(new Set(readings).size).toBe(readings.length)
    expect(clock.aheadMs()).toBe(0)
  })

  it("stops where it is when the other stops, and never goes back to where that was", async () => {
    const { other, url } = await elsewhere()
    const clock = await followClock(url)
    onTestFinished(() => clock.stop())
    const readings: number[] = []
    const read = () => {
      readings.push(clock.now().getTime())
      return readings.at(-1) ?? 0
    }
    other.stoppedAtMs = Date.now()
    await expect.poll(() => read() === readings.at(-2), { interval: 10 }).toBe(true)
    const stoppedAtMs = read()
    other.asked = 0
    await expect.poll(() => read() && other.asked, { interval: 10 }).toBe(2)
    expect(read()).toBe(stoppedAtMs)
    other.aheadMs = minuteMs
    await expect.poll(read).toBeGreaterThanOrEqual(other.stoppedAtMs + minuteMs)
    other.stoppedAtMs -= 30 * minuteMs
    expect(readings).toEqual(readings.toSorted())
    await expect.poll(() => clock.now().getTime()).toBeLessThan(stoppedAtMs)
  })

  it("stays where it is while what must come before a move fails", async () => {
    const { other, url } = await elsewhere()
    let tries = 0
    const clock = await followClock(url, async () => {
      if (++tries === 1) throw new Error("not now")
    })
    onTestFinished(() => clock.stop())
    other.aheadMs = dayMs
    await expect.poll(() => tries).toBe(1)
    expect(clock.aheadMs()).toBe(0)
    await expect.poll(() => clock.aheadMs()).toBeGreaterThan(dayMs - slackMs)
  })
})

describe("the database's ids and times", () => {
  let aheadMs = 0
  const clock = shiftedClock(() => aheadMs)
  let platform: Awaited<ReturnType<typeof testPlatform>>
  beforeAll(async () => {
    platform = await testPlatform({ clock })
  })
  afterAll(() => platform.close())

  const readings = sql<{
    id: Date
    at: Date
  }>`SELECT uuid_extract_timestamp(new_id()) AS id, platform_now() AS at`
  const ways: Record<string, () => Promise<{ id: Date; at: Date } | undefined>> = {
    "in a workspace": () =>
      platform.db.workspace(platform.workspaceId, async (tx) => (await readings.execute(tx)).rows[0]),
    "for all workspaces": () => platform.db.system(async (tx) => (await readings.execute(tx)).rows[0]),
    "in a statement of its own": async () => (await platform.db.statement(readings))[0],
    "for sign-in": async () => (await readings.execute(platform.db.systemQueries)).rows[0],
  }

  it.each(Object.keys(ways))("are the platform's, %s", async (way) => {
    for (aheadMs of [0, 40 * dayMs, -25 * 60 * minuteMs, 0]) {
      const read = await ways[way]?.()
      const now = clock.now().getTime()
      expect(Math.abs((read?.id.getTime() ?? 0) - now), `id at ${aheadMs}`).toBeLessThan(slackMs)
      expect(Math.abs((read?.at.getTime() ?? 0) - now), `time at ${aheadMs}`).toBeLessThan(slackMs)
    }
  })

  it("are those of what is recorded", async () => {
    aheadMs = 3 * dayMs
    const { at, id } = await platform.db.system(async (tx) => {
      await sql`SELECT record_action(${platform.workspaceId}, 'test.done', 'test', 'moved', NULL)`.execute(tx)
      return tx
        .selectFrom("audit_records")
        .select(["at", sql<Date>`uuid_extract_timestamp(id)`.as("id")])
        .where("subject_id", "=", "moved")
        .executeTakeFirstOrThrow()
    })
    expect(Math.abs(at.getTime() - clock.now().getTime())).toBeLessThan(slackMs)
    expect(Math.abs(id.getTime() - clock.now().getTime())).toBeLessThan(slackMs)
  })

  it("cost no call of a function for each row of a batch", async () => {
    const plan = (statement: RawBuilder<unknown>) =>
      platform.db.system(async (tx) => {
        const { rows } = await sql<Record<string, string>>`EXPLAIN (VERBOSE, COSTS OFF) ${statement}`.execute(
          tx,
        )
        return rows.map((row) => row["QUERY PLAN"]).join("\n")
      })
    expect(
      await plan(
        sql`INSERT INTO workspaces (name, created_at) SELECT 'x', now() FROM generate_series(1, 10)`,
      ),
    ).toContain("uuidv7(make_interval(")
  })
})

it("a clock that stands still gives the database ids in order", async () => {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const platform = await testPlatform({ clock })
  onTestFinished(() => platform.close())
  const next = async () =>
    (await platform.db.statement(sql<{ id: string }>`SELECT new_id()::text AS id`))[0]?.id ?? ""
  const ids: string[] = []
  for (let n = 0; n < 20; n++) ids.push(await next())
  clock.advance(dayMs)
  ids.push(await next())
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(21)
})
