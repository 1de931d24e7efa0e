import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"
import { namedId } from "../named-id.ts"
import { isWithin, judgedBy, resolveWindow, type Window, windowSchema, windowTurns } from "../time.ts"

/**
 * A condition on what the contact said to a subscription group. `never_said`: neither yes nor no. `not_subscribed`: no, or
 * nothing.
 */
export type SubscriptionCondition = { on: "subscription"; group_id: string } & (
  | { op: "subscribed" | "unsubscribed"; within?: Window | undefined }
  | { op: "never_said" | "not_subscribed" }
)

const subject = { on: z.literal("subscription"), group_id: namedId("the id of a subscription group") }

export const subscriptionKind: ConditionDefinition<SubscriptionCondition> = {
  schema: z.discriminatedUnion(
    "op",
    [
      z.strictObject({
        ...subject,
        op: z.enum(["subscribed", "unsubscribed"]),
        within: windowSchema.optional().describe("When they said so last"),
      }),
      z.strictObject({ ...subject, op: z.enum(["never_said", "not_subscribed"]) }),
    ],
    { error: "subscribed, unsubscribed, never_said or not_subscribed" },
  ),
  holds(condition, contact, context) {
    const said = contact.subscriptions.find(({ group_id }) => group_id === condition.group_id)
    if (condition.op === "never_said") return said === undefined
    if (condition.op === "not_subscribed") return said?.state !== "subscribed"
    const within = "within" in condition ? condition.within : undefined
    const window = resolveWindow(within, judgedBy(within?.zone, contact, context))
    return said?.state === condition.op && isWithin(said.changed_at, window)
  },
  reads: ({ group_id }) => [`subscription:${group_id}`],
  turnsAt(condition, contact, context) {
    const within = "within" in condition ? condition.within : undefined
    const said = contact.subscriptions.find(({ group_id }) => group_id === condition.group_id)
    return windowTurns(within, said?.changed_at ?? null, judgedBy(within?.zone, contact, context).zone)
  },
}
