import { describe, expect, it } from "vitest"
import type { Move, SentMessage } from "../step-kind.ts"
import { noon, otherId, runOf, stepOf, template } from "../testing/canvas.ts"
import { moveAt } from "./index.ts"
import type { MessageFacts } from "./message.ts"

const filter = { on: "tag", tag_id: otherId, op: "has" }
const valid = (otherwise: string) => ({ content: template(), validation: { filter, otherwise } })
const sent = (state: SentMessage["state"], reason: string | null = null): SentMessage => ({
  ...{ id: "m", state, sentAt: state === "sent" ? noon : null, reason },
})
const moved = (members: object, facts: Partial<MessageFacts>): Move =>
  moveAt(stepOf({ kind: "message", ...members }), runOf(), { isValid: true, message: null, ...facts }, noon)
const goes = (saw: object) => ({ kind: "go", outlet: "next", saw })

describe("a message", () => {
  it.each<[string, object, Partial<MessageFacts>, object]>([
    ["is sent to who comes", { content: template() }, {}, { kind: "send", content: 0 }],
    ["is sent to who is valid", valid("exit"), { isValid: true }, { kind: "send", content: 0 }],
    // Braze has them leave in any case (6.17); here that is chosen.
    ["has who is not valid leave", valid("exit"), { isValid: false }, { kind: "exit", reason: "not_valid" }],
    ["has who is not valid go on", valid("advance"), { isValid: false }, goes({ valid: false })],
    ["that is not written has people go on", {}, {}, goes({ message: "none" })],
    [
      "holds the run until it has gone",
      { content: template() },
      { message: sent("waiting") },
      { kind: "wait", until: null },
    ],
    [
      "that was sent has the run go on",
      { content: template() },
      { message: sent("sent") },
      goes({ message_id: "m", message: "sent", reason: null }),
    ],
    [
      "that failed has the run go on",
      { content: template() },
      { message: sent("failed", "131026") },
      goes({ message_id: "m", message: "failed", reason: "131026" }),
    ],
    // Capped, aborted by its Liquid, not to be reached: all go on (6.16, 6.80, 6.81).
    ...["capped", "aborted_by_content", "no_phone", "not_subscribed", "window_closed", "control"].map(
      (reason): [string, object, Partial<MessageFacts>, object] => [
        `that was dropped, ${reason}, has the run go on`,
        { content: template() },
        { message: sent("dropped", reason) },
        goes({ message_id: "m", message: "dropped", reason }),
      ],
    ),
    // What is on its way is not called back by who matches no longer.
    [
      "that is on its way is waited for, valid or not",
      valid("exit"),
      { isValid: false, message: sent("waiting") },
      { kind: "wait", until: null },
    ],
  ])("%s", (_, members, facts, move) => {
    expect(moved(members, facts)).toEqual(move)
  })
})
