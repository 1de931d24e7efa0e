import { describe, expect, it } from "vitest"
import type { ChatMessage } from "./chat-record.ts"
import { threadOf } from "./thread.ts"

function received(id: string, message: object, status = "delivered"): ChatMessage {
  return { id, direction: "outbound", at: "2026-01-01T00:00:00Z", status, message }
}

function own(id: string, message: object): ChatMessage {
  return { id, direction: "inbound", at: "2026-01-01T00:00:00Z", status: "received", message }
}

const text = (body: string) => ({ type: "text", text: { body } })
const reaction = (message_id: string, emoji?: string) => ({
  type: "reaction",
  reaction: { message_id, emoji },
})

describe("threadOf", () => {
  it("leaves out what has not arrived and keeps what failed", () => {
    const thread = threadOf(
      [received("1", text("a"), "sent"), received("2", text("b"), "failed"), received("3", text("c"))],
      [],
    )
    expect(thread.map(({ message }) => message.id)).toEqual(["2", "3"])
  })

  it("hangs each side's last reaction on the message, until it is taken back", () => {
    const messages = [
      received("1", text("a")),
      own("2", reaction("1", "👍")),
      own("3", reaction("1", "❤️")),
      received("4", reaction("1", "😂"), "sent"),
    ]
    expect(threadOf(messages, [])).toMatchObject([{ message: { id: "1" }, reactions: ["❤️", "😂"] }])
    expect(threadOf([...messages, own("5", reaction("1"))], [])[0]?.reactions).toEqual(["😂"])
  })

  it("shows a reaction by itself when its message is out of sight, and quotes what an answer answers", () => {
    const [first, second] = threadOf(
      [own("1", reaction("gone", "👍")), own("2", { ...text("b"), context: { id: "1" } })],
      [],
    )
    expect(first?.content.body).toBe("👍")
    expect(second?.quote).toBe("👍")
  })
})
