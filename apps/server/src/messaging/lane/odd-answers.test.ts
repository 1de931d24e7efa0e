/** A lane whose Meta says odd things. */
import { afterEach, describe, expect, it } from "vitest"
import { kept } from "../../testing/hostile.ts"
import { openSender, type Sender } from "../testing/sender.ts"
import { startDispatcher } from "./dispatcher.ts"

let sender: Sender | undefined
let dispatcher: { stop(): Promise<void> } | undefined

afterEach(async () => {
  await dispatcher?.stop()
  await sender?.close()
  dispatcher = undefined
  sender = undefined
})

/** Meta refuses what goes to that phone in these words. */
const refuse = ({ control }: Sender, to: string, error: object, http_status = 400) =>
  control("POST", "failures", { kind: "http", http_status, match: { to }, body: JSON.stringify({ error }) })

describe("a refusal in words that no database takes", () => {
  const words: [what: string, text: string][] = [
    ["a NUL", "a\0b"],
    ["a backslash, and what looks like a NUL", "\\u0000"],
    ["a backslash before a NUL", "\\\0"],
    ["half an emoji", "\ud83d"],
    ["the other half", "\ude00 it is"],
    ["two halves in the wrong order", "\ude00\ud83d"],
    ["a megabyte", "x".repeat(1_000_000)],
    ["an emoji where it is cut", `${"x".repeat(999)}😀`],
  ]

  it("fails its message, and every other continues", async () => {
    sender = await openSender(2 * words.length + 1)
    const queued = await sender.queueAll()
    const phones = [...queued.keys()].sort()
    const expected = new Map<string, string>()
    for (const [index, [, text]] of words.entries()) {
      const [inMessage = "", inDetails = ""] = phones.slice(2 * index, 2 * index + 2)
      await refuse(sender, inMessage, { code: 131026, message: text })
      await refuse(sender, inDetails, { code: 131026, message: "No.", error_data: { details: text } })
      for (const phone of [inMessage, inDetails])
        expected.set(queued.get(phone) ?? "", kept(text.slice(0, 1_000)))
    }
    dispatcher = startDispatcher(sender.platform)
    await expect.poll(() => sender?.outbox()).toEqual([])
    const history = await sender.history()
    expect(history.map(({ status }) => status)).toEqual(history.map(() => "failed"))
    expect(history).toHaveLength(queued.size)
    for (const [id, detail] of expected)
      expect(history.find((message) => message.id === id)).toMatchObject({
        reason: "131026",
        error_detail: detail,
      })
  })
})

describe("a code greater than any", () => {
  it("is kept as the reason why its message waits, and every other beside it continues", async () => {
    sender = await openSender(20)
    const queued = await sender.queueAll()
    const [phone = ""] = queued.keys()
    await refuse(sender, phone, { code: 3_000_000_000, message: "A code greater than any." }, 500)
    dispatcher = startDispatcher(sender.platform)
    await expect.poll(() => sender?.history()).toHaveLength(19)
    await expect
      .poll(() => sender?.outbox())
      .toMatchObject([{ id: queued.get(phone), state: "due", wait_reason: "3000000000", refusals: 1 }])
  })
})
