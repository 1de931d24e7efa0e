/** An absent database, told by a port that nobody listens on. */
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Database, type Tx } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
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
  const state = { isBack: false, tries: 0 }
  const scope = (work: (tx: Tx) => Promise<void>) => {
    state.tries++
    return (state.isBack ? platform.db : away).workspace(platform.workspaceId, work)
  }
  return { state, writer: new OutcomeWriter(platform, scope, cutoff.signal) }
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID())

it("keeps outcomes while the database is away, and lets no more be claimed when many wait", async () => {
  const { state, writer } = writerOnReturningDatabase()
  await writer.catchUp(new AbortController().signal)
  writer.giveBack(ids(2_001))
  let hasRoom = false
  const room = writer.catchUp(new AbortController().signal).then(() => {
    hasRoom = true
  })
  await expect.poll(() => state.tries).toBeGreaterThan(1)
  expect(hasRoom).toBe(false)
  state.isBack = true
  await room
  await writer.writeAll()
})

it("lets a lane that ends give up waiting for room", async () => {
  const { writer } = writerOnReturningDatabase()
  writer.giveBack(ids(2_001))
  const ending = new AbortController()
  const room = writer.catchUp(ending.signal)
  ending.abort()
  await room
})

it("waits for an absent database until the cutoff and no longer", async () => {
  const cutoff = new AbortController()
  const { state, writer } = writerOnReturningDatabase(cutoff)
  writer.giveBack(ids(3))
  let isOver = false
  const written = writer.writeAll().then(() => {
    isOver = true
  })
  await expect.poll(() => state.tries).toBeGreaterThan(1)
  expect(isOver).toBe(false)
  cutoff.abort()
  await written
})

it("does not wait for an answer that never comes once the cutoff is there", async () => {
  const cutoff = new AbortController()
  const writer = new OutcomeWriter(platform, () => new Promise(() => undefined), cutoff.signal)
  writer.giveBack(ids(3))
  const written = writer.writeAll()
  cutoff.abort()
  await written
})
