import { afterAll, beforeAll, expect, it } from "vitest"
import { numbersWithWork } from "./lane-number.ts"
import { cancelSource, pauseSource } from "./sources/sources.ts"
import { later, now, type OpenOutbox, openOutbox } from "./testing/open-outbox.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())

const withWork = (at = now) => numbersWithWork(outbox.platform, at)

it("a number has work while something is due of a source that sends", async () => {
  await outbox.clear()
  const source = await outbox.source()
  expect(await withWork()).toEqual([])
  await outbox.queue(source, { sendAfter: later(1) })
  expect(await withWork()).toEqual([])
  await outbox.queue(source)
  expect(await withWork()).toEqual([outbox.numberId])
  await outbox.inWorkspace((tx) => pauseSource(tx, source, true))
  expect(await withWork()).toEqual([])
})

it("what a worker that is gone had claimed is work once its source is over", async () => {
  await outbox.clear()
  const source = await outbox.source({ expiresAt: later(60) })
  await outbox.queue(source)
  await outbox.claim()
  await outbox.queue(source)
  await outbox.inWorkspace((tx) => pauseSource(tx, source, true))
  expect(await withWork()).toEqual([])
  expect(await withWork(later(60))).toEqual([outbox.numberId])
  await outbox.inWorkspace((tx) => cancelSource(tx, source, now))
  expect(await withWork()).toEqual([outbox.numberId])
})
