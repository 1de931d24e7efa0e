import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Tx } from "../../platform/database/index.ts"
import { readCountsWithWaves } from "../counts/read.ts"
import { cancelSource, classes, type NewSource, pauseSource } from "../sources/sources.ts"
import { applyStatuses } from "../statuses.ts"
import { endedAs, later, now, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import { endAnsweredRetries } from "./late-retry.ts"

const hour = 3_600
let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const launch = (more: Partial<NewSource> = {}) => outbox.source({ expiresAt: later(72 * hour), ...more })
/** A status that says it failed. */
const failure = (id: string, code: number) =>
  statusOf(id, "failed", later(5), { errors: [{ code, title: "No", message: "No" }] })
const failsLate = (id: string, code = 131049) => outbox.apply(failure(id, code))
const waves = async (sourceId: string) => {
  const counts = await outbox.inWorkspace((tx) => readCountsWithWaves(tx, sourceId))
  return Object.fromEntries(counts.waves.map(({ stage, count }) => [stage, count]))
}

describe("a message of a launch that failed later for a reason that passes", () => {
  it("goes once more a day later, in a wave of its source, and is not counted as failed", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    const [again] = await outbox.rows()
    expect(again).toMatchObject({
      retry_of: id,
      contact_id: outbox.contactIds[0],
      content_id: outbox.contentId,
      send_after: later(24 * hour),
      expires_at: later(72 * hour),
    })
    expect(again?.source_id).not.toBe(source)
    expect(await outbox.claim({ now: later(24 * hour - 1) })).toEqual([])
    expect(await outbox.claim({ now: later(24 * hour) })).toMatchObject([{ id: again?.id }])
    expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, "retried:131049": 1 })
    expect(await waves(source)).toEqual({ audience: 1 })
    expect(await outbox.message(id)).toMatchObject({ status: "failed", reason: "131049" })
  })

  it("goes once more once, however often its failure is told", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    await failsLate(id)
    expect(await outbox.rows()).toHaveLength(1)
    expect(await outbox.counts(source)).toMatchObject({ "retried:131049": 1 })
  })

  it("goes once more again when that failed, too, as long as there is time", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    const [again] = await outbox.rows()
    await outbox.apply(failure(again?.id ?? "", 131049))
    const [third] = await outbox.rows()
    expect(third).toMatchObject({ retry_of: again?.id })
    expect(await waves(source)).toMatchObject({ retried: 1 })
  })

  it("of two posts of which the other arrived has not failed after all, nor is counted as retried", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    await outbox.apply(statusOf(id, "delivered", later(9), { id: `wamid.again.${id}` }))
    expect(await outbox.message(id)).toMatchObject({ status: "delivered", reason: null })
    expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1 })
  })

  it("does not go once more when the other post of it arrived meanwhile", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    const [again] = await outbox.rows()
    await failsLate(again?.id ?? "")
    const [third] = await outbox.rows()
    await outbox.apply(statusOf(id, "delivered", later(9), { id: `wamid.again.${id}` }))
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.message(third?.id ?? "")).toMatchObject({ status: "dropped", reason: "arrived" })
    expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1 })
  })
})

it("a message by itself goes once more from where it came", async () => {
  const source = await outbox.source({ kind: "api", class: classes.utility, contentIds: [] })
  const [id = ""] = await outbox.queue(source, { contentId: outbox.contentId })
  await outbox.claim()
  await failsLate(id, 131000)
  expect(await outbox.rows()).toMatchObject([{ source_id: source, retry_of: id }])
  expect(await outbox.counts(source)).toMatchObject({ audience: 1, "retried:131000": 1 })
})

describe("nothing goes once more", () => {
  const cases: [string, Partial<NewSource>, number][] = [
    ["that failed for good", {}, 131026],
    ["of a launch that ends before", { expiresAt: later(23 * hour) }, 131049],
    ["of codes to sign in with", { class: classes.authentication }, 131049],
    ["of tests", { kind: "test" }, 131049],
  ]
  it.each(cases)("%s", async (_what, more, code) => {
    const source = await launch(more)
    await failsLate(await outbox.sent(source), code)
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.counts(source)).toMatchObject({ [`failed:${code}`]: 1 })
  })

  it("of a source that was canceled", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await outbox.inWorkspace((tx) => cancelSource(tx, source, now))
    await failsLate(id)
    expect(await outbox.rows()).toEqual([])
  })
})

describe.each([
  ["canceled", (tx: Tx, id: string) => cancelSource(tx, id, now)],
  ["paused", (tx: Tx, id: string) => pauseSource(tx, id, true)],
])("what would go once more of a launch that is %s in the same moment waits", (_, stop) => {
  /** Does `second` while the transaction of `first` is open, and until it is over. */
  async function together(first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<unknown>) {
    let isOver = false
    let ended: Promise<unknown> = Promise.resolve()
    await outbox.inWorkspace(async (tx) => {
      await first(tx)
      ended = outbox.inWorkspace(second).finally(() => {
        isOver = true
      })
      await expect.poll(async () => isOver || (await outbox.waitingForLocks()) > 0).toBe(true)
    })
    await ended
  }
  const isLeftAlone = async () => expect(await outbox.claim({ now: later(24 * hour) })).toEqual([])

  it("as its failure is applied", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await together(
      (tx) => applyStatuses(tx, [failure(id, 131049)], now),
      (tx) => stop(tx, source),
    )
    await isLeftAlone()
  })

  it("before its failure is applied", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await together(
      (tx) => stop(tx, source),
      (tx) => applyStatuses(tx, [failure(id, 131049)], now),
    )
    await isLeftAlone()
  })
})

it("what was to go once more and does not, such as to a person who unsubscribed, has failed", async () => {
  const source = await launch()
  await failsLate(await outbox.sent(source))
  const [again] = await outbox.claim({ now: later(24 * hour) })
  if (again === undefined) throw new Error("The retry was not claimed.")
  await outbox.settle(endedAs(again, "dropped", "unsubscribed"))
  expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, "failed:131049": 1 })
  // It may have left before it was dropped, and a status says so.
  await outbox.apply(statusOf(again.id, "delivered", later(25 * hour)))
  expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, "retried:131049": 1 })
  expect(await waves(source)).toMatchObject({ delivered: 1 })
})

describe("a person who answers", () => {
  const answer = () =>
    outbox.inWorkspace((tx) =>
      endAnsweredRetries(tx, [{ numberId: outbox.numberId, contactId: outbox.contactIds[0] ?? "" }], now),
    )

  it("gets what failed later no second time, and whatever else waits", async () => {
    const source = await launch()
    await failsLate(await outbox.sent(source))
    const [again] = await outbox.rows()
    const [other] = await outbox.queue(source)
    await answer()
    expect(await outbox.message(again?.id ?? "")).toMatchObject({ status: "dropped", reason: "answered" })
    expect((await outbox.rows()).map(({ id }) => id)).toEqual([other])
    expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, "failed:131049": 1 })
    expect(await waves(source)).toEqual({ audience: 1, decided: 1, dropped: 1 })
  })

  it("has it when it arrived after all", async () => {
    const source = await launch()
    const id = await outbox.sent(source)
    await failsLate(id)
    await answer()
    await outbox.apply(statusOf(id, "delivered", later(9), { id: `wamid.again.${id}` }))
    expect(await outbox.counts(source)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1 })
  })

  it("may get it when a lane has claimed it by then", async () => {
    await failsLate(await outbox.sent(await launch()))
    const [claimed] = await outbox.claim({ now: later(24 * hour) })
    await answer()
    expect(await outbox.row(claimed?.id ?? "")).toMatchObject({ claim: claimed?.claim })
  })
})
