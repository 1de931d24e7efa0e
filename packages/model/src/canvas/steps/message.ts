import { z } from "zod"
import { messageContent } from "../../content/content.ts"
import { savedFilterSchema } from "../../filter/filter.ts"
import { next, type SentMessage, type StepKind } from "../step-kind.ts"

const schema = z.strictObject({
  kind: z.literal("message"),
  content: messageContent.nullable().default(null).describe("null: not written yet"),
  validation: z
    .strictObject({ filter: savedFilterSchema, otherwise: z.enum(["advance", "exit"]) })
    .nullable()
    .default(null)
    .describe("Who does not match when the message would go gets none"),
})
export type MessageStep = z.output<typeof schema>

export interface MessageFacts {
  /** Whether the person matches the validation; true where there is none. */
  isValid: boolean
  /** null: none was sent here yet. */
  message: SentMessage | null
}

/** Sends, and goes on when the message has gone, or never will: who is capped, aborted or not reachable goes on (braze.md 6.16). */
export const message = {
  schema,
  outlets: () => [next],
  contents: ({ content }) => (content ? [{ path: "content", content }] : []),
  filters: ({ validation }) => (validation ? [{ path: "validation.filter", filter: validation.filter }] : []),
  move(step, _run, { isValid, message: sent }) {
    if (sent !== null) return afterSending(sent)
    if (step.content === null) return { kind: "go", outlet: next.id, saw: { message: "none" } }
    if (isValid) return { kind: "send", content: 0 }
    return step.validation?.otherwise === "exit"
      ? { kind: "exit", reason: "not_valid" }
      : { kind: "go", outlet: next.id, saw: { valid: false } }
  },
} satisfies StepKind<MessageStep, MessageFacts>

/** Waits while the message waits; what tells of it wakes the run. */
const afterSending = ({ id, state, reason }: SentMessage) =>
  state === "waiting"
    ? ({ kind: "wait", until: null } as const)
    : ({ kind: "go", outlet: next.id, saw: { message_id: id, message: state, reason } } as const)
