/** Which process sends from a number, and when; Meta's stand-in says what arrived. */
import { afterEach, describe, expect, it } from "vitest"
import { openSender, type Sender } from "../testing/sender.ts"
import { startDispatcher } from "./dispatcher.ts"

let sender: Sender | undefined
const started: { stop(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((dispatcher) => dispatcher.stop()))
  await sender?.close()
  sender = undefined
})

function start(of: Sender) {
  const dispatcher = startDispatcher(of.platform)
  started.push(dispatcher)
  return dispatcher
}
const lanes = async ({ platform }: Sender) => (await platform.metrics.lanes.get()).values[0]?.value ?? 0
/** Meta has no template of ours and refuses each message, so that each post is one in the history. */
const posts = async (of: Sender) => (await of.history()).length

describe("a number with work", () => {
  it("has one lane, however many processes look after lanes, and each message is posted once", async () => {
    sender = await openSender(50)
    const queued = await sender.queueAll()
    start(sender)
    start(sender)
    await expect.poll(() => sender && posts(sender)).toBe(queued.size)
    expect(await sender.outbox()).toEqual([])
    expect(await lanes(sender)).toBe(1)
  })

  it("is taken over when the process that had it stops", async () => {
    sender = await openSender(5)
    const first = start(sender)
    await sender.queueAll()
    await expect.poll(() => sender && posts(sender)).toBe(5)
    await first.stop()
    expect(await lanes(sender)).toBe(0)
    await sender.queueAll()
    start(sender)
    await expect.poll(() => sender && posts(sender)).toBe(10)
  })

  it("starts at once when it is told of a message, and while it has a lane as well", async () => {
    sender = await openSender(1)
    start(sender)
    for (const sent of [1, 2, 3]) {
      await sender.queueAll()
      await expect.poll(() => sender && posts(sender)).toBe(sent)
    }
  })
})

describe("a dispatcher that stops", () => {
  it("leaves no message claimed: each is posted and told of, or due as before", async () => {
    sender = await openSender(200)
    const queued = await sender.queueAll()
    const dispatcher = start(sender)
    await expect.poll(() => sender && posts(sender)).toBeGreaterThan(0)
    await dispatcher.stop()
    const left = await sender.outbox()
    expect(left.map(({ state, claim }) => [state, claim])).toEqual(left.map(() => ["due", null]))
    expect(left.length + (await posts(sender))).toBe(queued.size)
  })
})
