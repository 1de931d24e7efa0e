/** A lane while Meta's stand-in is away, or refuses the account: what the database says of the number and its messages. */
import { afterEach, expect, it } from "vitest"
import { openSender, type Sender } from "../testing/sender.ts"
import { startDispatcher } from "./dispatcher.ts"

let sender: Sender
let dispatcher: { stop(): Promise<void> } | undefined
afterEach(async () => {
  await dispatcher?.stop()
  await sender.close()
  dispatcher = undefined
})

const number = () =>
  sender.inWorkspace((tx) =>
    tx.selectFrom("numbers").select(["held_until", "hold_code"]).executeTakeFirstOrThrow(),
  )
const refuseAll = (error: object, http_status: number) =>
  sender.control("POST", "failures", { kind: "http", http_status, body: JSON.stringify({ error }) })
const unclaimed = async () =>
  (await sender.outbox()).every(({ state, claim }) => state === "due" && claim === null)

it("stops, says why, loses nothing, and goes on when Meta is back", async () => {
  sender = await openSender(100)
  await sender.queueAll()
  await refuseAll({ code: 131016, message: "Service unavailable." }, 400)
  dispatcher = startDispatcher(sender.platform)
  await expect.poll(number).toMatchObject({ held_until: expect.any(Date), hold_code: 131016 })
  await expect.poll(unclaimed).toBe(true)
  expect(await sender.outbox()).toHaveLength(100)
  await sender.control("DELETE", "failures")
  // Meta has no template of ours: that it refuses each message shows that it is there.
  await expect.poll(() => sender.history(), { timeout: 60_000, interval: 500 }).toHaveLength(100)
  await expect.poll(number).toEqual({ held_until: null, hold_code: null })
})

it("stops for an account without access, and keeps every message as it was", async () => {
  sender = await openSender(100)
  await sender.queueAll()
  await refuseAll({ code: 190, message: "The access token has expired." }, 401)
  dispatcher = startDispatcher(sender.platform)
  await expect.poll(number).toMatchObject({ hold_code: 190 })
  await expect.poll(unclaimed).toBe(true)
  expect((await sender.outbox()).map(({ refusals }) => refusals)).toEqual(Array(100).fill(0))
  expect(await sender.history()).toEqual([])
})
