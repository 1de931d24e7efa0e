import { z } from "zod"
import type { ConditionDefinition, FilterContext, FilteredContact, MessageFacts } from "../condition.ts"
import { namedId } from "../named-id.ts"
import { isWithin, judgedBy, resolveWindow, type Window, windowSchema, windowTurns } from "../time.ts"

export const messageStages = [
  "received",
  "delivered",
  "read",
  "clicked",
  "replied",
  "failed",
  "dropped",
] as const
export type MessageStage = (typeof messageStages)[number]

/**
 * A condition on messages that were sent to the contact. `received`: Meta has taken it, whether or not it arrived. `clicked`: a tracked link of it was tapped. `failed`: with a
 * code of Meta's where one is named. `dropped`: was not sent, for a reason where one is named.
 */
export type MessageCondition = {
  on: "message"
  stage: MessageStage
  /** A launch's or another source's. */
  source_id?: string | undefined
  campaign_id?: string | undefined
  /** Of any campaign that has this tag. */
  campaign_tag?: string | undefined
  reason?: string | undefined
  within?: Window | undefined
} & ({ op: "did" | "did_not" } | { op: "at_least"; times: number })

const subject = {
  on: z.literal("message"),
  stage: z.enum(messageStages, `one of ${messageStages.join(", ")}`),
  campaign_id: namedId("the id of a campaign").optional().describe("Of any launch of the campaign"),
  campaign_tag: z
    .string("a tag")
    .min(1)
    .max(50)
    .refine((tag) => tag.isWellFormed() && !tag.includes("\0"), "text without NUL or broken characters")
    .optional()
    .describe("Of any campaign that has this tag"),
  source_id: namedId("the id of a launch").optional().describe("Of one launch"),
  reason: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Meta's code of the failure, such as 131026, or why it was dropped"),
  within: windowSchema.optional(),
}

export const messageKind: ConditionDefinition<MessageCondition> = {
  schema: z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...subject, op: z.enum(["did", "did_not"]) }),
      z.strictObject({ ...subject, op: z.enum(["at_least"]), times: z.int().min(1).max(10_000) }),
    ],
    { error: "an operator that a message can be asked: did, did_not, at_least" },
  ),
  holds(condition, contact, context) {
    const count = messagesThatFit(condition, contact, context).length
    if (condition.op === "at_least") return count >= condition.times
    return count > 0 === (condition.op === "did")
  },
  reads: ({ stage }) => [`message:${stage}`],
  turnsAt({ stage, within }, contact, context) {
    const { zone } = judgedBy(within?.zone, contact, context)
    return contact.messages.flatMap((message) => windowTurns(within, reachedAt(message, stage), zone))
  },
}

/** The messages that a condition asks for, however many it wants. */
export function messagesThatFit(
  condition: MessageCondition,
  contact: FilteredContact,
  context: FilterContext,
): MessageFacts[] {
  const { stage, source_id, reason } = condition
  const window = resolveWindow(condition.within, judgedBy(condition.within?.zone, contact, context))
  const sources = sourcesIn(condition, context.sourcesOf)
  return contact.messages.filter(
    (message) =>
      isWithin(reachedAt(message, stage), window) &&
      (source_id === undefined || message.source_id === source_id) &&
      sources.every((one) => one.includes(message.source_id)) &&
      (reason === undefined || message.reason === reason),
  )
}

/** The sources that messages must be of: one of each list. */
export function sourcesIn(
  { campaign_id, campaign_tag }: Pick<MessageCondition, "campaign_id" | "campaign_tag">,
  sourcesOf: FilterContext["sourcesOf"],
): (readonly string[])[] {
  const keys = [
    ...(campaign_id === undefined ? [] : [campaign_id]),
    ...(campaign_tag === undefined ? [] : [tagKey(campaign_tag)]),
  ]
  return keys.map((key) => sourcesOf.get(key) ?? [])
}

/** Under which key the context has the sources of campaigns with a tag. */
export const tagKey = (tag: string): string => `tag:${tag}`

/** When a message reached a stage; null where it did not. */
function reachedAt(message: MessageFacts, stage: MessageStage): Date | null {
  const { status, decided_at, delivered_at, read_at, clicked_at, replied_at, failed_at } = message
  switch (stage) {
    case "received":
      return status === "dropped" || status === "failed" ? null : decided_at
    case "delivered":
      return delivered_at ?? read_at
    case "read":
      return read_at
    case "clicked":
      return clicked_at
    case "replied":
      return replied_at
    case "failed":
      return status === "failed" ? (failed_at ?? decided_at) : null
    case "dropped":
      return status === "dropped" ? decided_at : null
  }
}
