import { describe, expect, it } from "vitest"
import type { Move, SentMessage } from "../step-kind.ts"
import { after, noon, runOf, stepOf, template, text } from "../testing/canvas.ts"
import { listensFor, moveAt } from "./index.ts"

const paths = [
  { id: "yes", name: "Yes", text: { op: "is_any", value: ["yes", "sure"] } },
  { id: "tap", name: "Tap", types: ["button_reply"] },
]
const free = { content: text("Well?") }
const both = { ...free, fallback: template() }
const message = (state: SentMessage["state"], sentAt: Date | null = null): SentMessage => ({
  ...{ id: "m", state, sentAt, reason: state === "failed" ? "131026" : null },
})

interface Case {
  members: object
  message?: SentMessage
  window?: "open" | "closed"
  heard?: string
  now?: Date
}
const moved = ({ members, message, window = "open", heard, now = noon }: Case): Move =>
  moveAt(
    stepOf({ kind: "wait_for_reply", paths, ...members }),
    runOf({ heard: heard ?? null }),
    { windowIsOpen: window === "open", message: message ?? null },
    now,
  )
const goes = (outlet: string, saw: object) => ({ kind: "go", outlet, saw })
const sends = (content: number, window: string) => ({ kind: "send", content, saw: { window } })
const gone = message("sent", after(1, "hours"))

describe("a wait for a reply", () => {
  it.each<[string, Case, object]>([
    ["asks in free form while the window is open", { members: both }, sends(0, "open")],
    [
      "asks by its template while the window is closed",
      { members: both, window: "closed" },
      sends(1, "closed"),
    ],
    [
      "asks by its template alone where that is all there is",
      { members: { fallback: template() } },
      sends(0, "open"),
    ],
    [
      "asks by a template that is its content whether or not the window is open",
      { members: { content: template() }, window: "closed" },
      sends(0, "closed"),
    ],
    [
      "without a fallback asks nobody whose window is closed",
      { members: free, window: "closed" },
      goes("not_sent", { window: "closed" }),
    ],
    [
      "holds on while the question waits",
      { members: both, message: message("waiting") },
      { kind: "wait", until: null },
    ],
    [
      "counts from when the question has gone",
      { members: both, message: gone, now: after(24, "hours") },
      { kind: "wait", until: after(25, "hours") },
    ],
    [
      "is over at the end",
      { members: both, message: gone, now: after(25, "hours") },
      goes("no_reply", { until: after(25, "hours").toISOString() }),
    ],
    [
      "goes on at once with a reply",
      { members: both, message: gone, heard: "yes" },
      goes("yes", { heard: "yes" }),
    ],
    [
      "goes on with any other reply",
      { members: both, message: gone, heard: "other" },
      goes("other", { heard: "other" }),
    ],
    [
      "goes on where the question failed",
      { members: both, message: message("failed") },
      goes("not_sent", { message_id: "m", message: "failed", reason: "131026" }),
    ],
    [
      "goes on where the question was dropped",
      { members: both, message: message("dropped") },
      goes("not_sent", { message_id: "m", message: "dropped", reason: null }),
    ],
    ["that asks nothing counts from the arrival", { members: {} }, { kind: "wait", until: after(1, "days") }],
    [
      "that asks nothing is over at the end",
      { members: {}, now: after(1, "days") },
      goes("no_reply", { until: after(1, "days").toISOString() }),
    ],
    [
      "takes a reply that came in time, though it is looked at late",
      { members: {}, heard: "yes", now: after(9, "days") },
      goes("yes", { heard: "yes" }),
    ],
  ])("%s", (_, of, move) => {
    expect(moved(of)).toEqual(move)
  })

  it("listens for its paths, and last for anything else", () => {
    const listened = listensFor(stepOf({ kind: "wait_for_reply", paths }))
    expect(listened.map(({ trigger, outlet }) => [trigger, outlet])).toEqual([
      [{ on: "inbound_message", text: { op: "is_any", value: ["yes", "sure"] } }, "yes"],
      [{ on: "inbound_message", types: ["button_reply"] }, "tap"],
      [{ on: "inbound_message" }, "other"],
    ])
  })
})
