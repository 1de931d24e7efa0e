/** When the answers of filters may change: by what happens to a contact, and by time alone. */
import type { MessageKind } from "../message-kinds.ts"
import type { Occurrence } from "../occurrence.ts"
import type { FactKey, FilterContext, FilteredContact } from "./condition.ts"
import { conditionsOf, type Filter } from "./filter.ts"
import { type Condition, conditionReads, conditionTurns } from "./kinds/index.ts"
import type { MessageStage } from "./kinds/message.ts"

/** The conditions of a filter and of the segments that it names. */
export function allConditions(filter: Filter, segments: ReadonlyMap<string, Filter>): Condition[] {
  const seen = new Set<string>()
  const within = (one: Filter): Condition[] =>
    conditionsOf(one).flatMap(({ condition }) => {
      if (condition.on !== "segment") return [condition]
      const named = segments.get(condition.segment_id)
      if (named === undefined || seen.has(condition.segment_id)) return []
      seen.add(condition.segment_id)
      return within(named)
    })
  return within(filter)
}

/** What of a contact the conditions ask. */
export function factsRead(conditions: readonly Condition[]): FactKey[] {
  const byTheirClock = conditions.some(namesClockOfContact) ? (["field:time_zone"] as const) : []
  return [...new Set([...conditions.flatMap((each) => conditionReads(each)), ...byTheirClock])]
}

function namesClockOfContact(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false
  return Object.entries(part).some(
    ([name, value]) => (name === "zone" && value === "contact") || namesClockOfContact(value),
  )
}

/** That messages to a contact reached stages. These are no occurrences: most installations have many and nobody who asks for them. */
export interface MessageFate {
  kind: "message_fate"
  workspace_id: string
  contact_id: string
  stages: readonly MessageStage[]
}

/** The stages of messages of which a kind tells that they are reached, or are no longer. */
export const stagesChanged: { readonly [K in MessageKind]: readonly MessageStage[] } = {
  // What was given up, or failed as another post, has arrived after all.
  message_sent: ["received", "failed", "dropped"],
  message_delivered: ["delivered", "received", "failed", "dropped"],
  message_read: ["read", "delivered"],
  message_failed: ["failed", "received", "dropped"],
  message_dropped: ["dropped", "received"],
}

/** What of a contact has changed, as an occurrence tells; `everything` where that is to be supposed. */
export function factsChanged(occurrence: Occurrence | MessageFate): readonly FactKey[] | "everything" {
  switch (occurrence.kind) {
    case "contact_created":
    case "contacts_merged":
      return "everything"
    case "contact_changed":
      return [
        ...occurrence.fields.map((name) => `field:${name}` as const),
        ...occurrence.attributes.map((name) => `attribute:${name}` as const),
      ]
    case "identity_changed":
      return ["field:phone", "field:wa_id", "field:bsuid"]
    case "subscription_changed":
      return [`subscription:${occurrence.subscription_group_id}`]
    case "inbound_message":
      // It may be an answer to a message.
      return ["conversations", "message:replied"]
    case "clicked":
      return ["message:clicked"]
    case "message_fate":
      return occurrence.stages.map((stage) => `message:${stage}` as const)
    case "custom_event":
      return [`event:${occurrence.name}`]
    case "purchase":
      return ["purchase"]
    case "events_removed":
      return [
        ...occurrence.names.map((name) => `event:${name}` as const),
        ...(occurrence.purchases ? (["purchase"] as const) : []),
      ]
    case "contact_deleted":
    case "segment_entered":
    case "segment_left":
      return []
  }
}

/**
 * The next instant at which time alone may change the answers of conditions, in milliseconds; undefined where it never does. The contact
 * was probed for what is ahead, too.
 */
export function nextTurn(
  conditions: readonly Condition[],
  contact: FilteredContact,
  context: FilterContext,
): number | undefined {
  const now = context.now.getTime()
  let next: number | undefined
  for (const condition of conditions) {
    for (const at of conditionTurns(condition, contact, context))
      if (at > now && (next === undefined || at < next)) next = at
  }
  return next
}
