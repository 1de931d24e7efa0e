/** An absent database, told by a port that nobody listens on. */
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Database, sql } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { postpone } from "../outbox/postpone.ts"
import { OutcomeWriter } from "./outcome-writer.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
const away = new Database("postgres://127.0.0.1:1/away", {
  connections: 1,
  onConnectionLost: () => undefined,
})

beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(async () => {
  await Promise.all([platform.close(), away.close()])
})

/** A writer whose database comes back when `isBack` is set. */
function writerOnReturningDatabase(cutoff = new AbortController()) {
  const state = { isBack: false, tries: 0, written: 0 }
  const writer = new OutcomeWriter(
    {
      logger: platform.logger,
      metrics: platform.metrics,
      write(_settled, postponed) {
        state.tries++
        const database = state.isBack ? platform.db : away
        return database.workspace(platform.workspaceId, (tx) => postpone(tx, postponed))
      },
      written(outcomes) {
        state.written += outcomes.length
      },
    },
    cutoff.signal,
  )
  return { state, writer }
}

const claimed = (count: number) =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    claim: randomUUID(),
    content_id: randomUUID(),
    send_after: new Date(),
  }))

it("keeps outcomes while the database is away, and lets no more be claimed when many wait", async () => {
  const { state, writer } = writerOnReturningDatabase()
  expect(writer.isBehind).toBe(false)
  writer.giveBack(claimed(2_001))
  await expect.poll(() => state.tries).toBeGreaterThan(1)
  expect(writer.isBehind).toBe(true)
  state.isBack = true
  await expect.poll(() => writer.isBehind).toBe(false)
  await writer.writeAll()
  expect(state.written).toBe(2_001)
})

it("waits for an absent database until the cutoff and no longer", async () => {
  const cutoff = new AbortController()
  const { state, writer } = writerOnReturningDatabase(cutoff)
  writer.giveBack(claimed(3))
  let isOver = false
  const written = writer.writeAll().then(() => {
    isOver = true
  })
  await expect.poll(() => state.tries).toBeGreaterThan(1)
  expect(isOver).toBe(false)
  cutoff.abort()
  await written
  expect(state.written).toBe(0)
})

it("does not wait for an answer that never comes once the cutoff is there", async () => {
  const cutoff = new AbortController()
  const { logger, metrics } = platform
  const writer = new OutcomeWriter(
    { logger, metrics, write: () => new Promise(() => undefined) },
    cutoff.signal,
  )
  writer.giveBack(claimed(3))
  const written = writer.writeAll()
  cutoff.abort()
  await written
})

it("writes all of a batch that PostgreSQL refuses but the row at fault, and that one without its words", async () => {
  const { logger, metrics } = platform
  const written: [id: string, detail: string | null][] = []
  const writer = new OutcomeWriter(
    {
      logger,
      metrics,
      write: (settled) =>
        platform.db.workspace(platform.workspaceId, async (tx) => {
          for (const { detail } of settled) if (detail === "odd") await sql`SELECT 'odd'::integer`.execute(tx)
          for (const { id, detail } of settled) written.push([id, detail])
        }),
    },
    new AbortController().signal,
  )
  for (let n = 0; n < 9; n++) {
    writer.settle({
      id: String(n),
      claim: randomUUID(),
      contentId: randomUUID(),
      status: "failed",
      reason: "131026",
      detail: n === 4 ? "odd" : "plain",
      wamid: null,
    })
  }
  await writer.writeAll()
  expect(written.sort()).toEqual(Array.from({ length: 9 }, (_, n) => [String(n), n === 4 ? null : "plain"]))
})
