import { z } from "zod"
import { textMatch } from "../../campaign/action-triggers.ts"
import { messageContent, templateContent } from "../../content/content.ts"
import { lengthOf, waitLength } from "../duration.ts"
import { localId, type SentMessage, type StepKind } from "../step-kind.ts"

const path = z.strictObject({
  id: localId,
  name: z.string().trim().min(1).max(100),
  types: z
    .array(z.string().min(1).max(40))
    .max(20)
    .default([])
    .describe("As WhatsApp calls them: text, button_reply, list_reply, flow_reply … None: all"),
  text: textMatch.nullable().default(null).describe("What it says; null: anything"),
})

const schema = z.strictObject({
  kind: z.literal("wait_for_reply"),
  content: messageContent
    .nullable()
    .default(null)
    .describe("What is asked, while the service window is open; null: nothing, an earlier step asked"),
  fallback: templateContent
    .nullable()
    .default(null)
    .describe("What is asked where the window is closed. null: the question is not sent then"),
  within: waitLength.default({ amount: 1, unit: "days" }).describe("Counted from when the question has gone"),
  paths: z
    .array(path)
    .max(12)
    .describe("The first that a reply fits is taken; any other reply takes `other`"),
})
export type WaitForReplyStep = z.output<typeof schema>

export interface WaitForReplyFacts {
  /** Whether free-form messages may go to the person now. */
  windowIsOpen: boolean
  /** null: none was sent here yet. */
  message: SentMessage | null
}

/** Asks, in free form while the window is open and otherwise by a template, and waits for the answer. */
export const waitForReply = {
  schema,
  outlets: ({ paths }) => [
    ...paths.map(({ id, name }) => ({ id, name })),
    { id: "other" },
    { id: "no_reply" },
    { id: "not_sent" },
  ],
  contents: ({ content, fallback }) => [
    ...(content ? [{ path: "content", content }] : []),
    ...(fallback ? [{ path: "fallback", content: fallback }] : []),
  ],
  listens: ({ paths }) => [
    ...paths.map(({ id, types, text }, place) => ({
      path: `paths.${place}`,
      trigger: { on: "inbound_message" as const, ...(types.length > 0 && { types }), ...(text && { text }) },
      outlet: id,
    })),
    { path: "paths", trigger: { on: "inbound_message" as const }, outlet: "other" },
  ],
  longestMs: ({ within }, outlet) => (outlet === "not_sent" ? 0 : lengthOf(within)),
  shortestMs: ({ within }, outlet) => (outlet === "no_reply" ? lengthOf(within) : 0),
  move({ content, fallback, within }, { arrivedAt, heard }, { windowIsOpen, message }, now) {
    if (heard !== null) return { kind: "go", outlet: heard, saw: { heard } }
    const asks = content !== null || fallback !== null
    if (asks && message === null) {
      const free = content === null ? -1 : 0
      const isFreeForm = content !== null && (content.kind === "template" || windowIsOpen)
      const place = isFreeForm ? free : fallback === null ? -1 : free + 1
      if (place === -1)
        return { kind: "go", outlet: "not_sent", saw: { window: windowIsOpen ? "open" : "closed" } }
      return { kind: "send", content: place, saw: { window: windowIsOpen ? "open" : "closed" } }
    }
    if (message?.state === "failed" || message?.state === "dropped")
      return {
        kind: "go",
        outlet: "not_sent",
        saw: { message_id: message.id, message: message.state, reason: message.reason },
      }
    if (message?.state === "waiting") return { kind: "wait", until: null }
    const since = message?.sentAt ?? arrivedAt
    const until = new Date(since.getTime() + lengthOf(within))
    return until > now
      ? { kind: "wait", until }
      : { kind: "go", outlet: "no_reply", saw: { until: until.toISOString() } }
  },
} satisfies StepKind<WaitForReplyStep, WaitForReplyFacts>
