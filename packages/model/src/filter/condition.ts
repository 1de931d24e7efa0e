/** What every kind of condition offers; a kind is one file in kinds/. */
import type { z } from "zod"
import type { ContactTexts } from "../contact/fields.ts"

/** What filters ask beside the contact. */
export interface FilterContext {
  now: Date
  /** IANA: the workspace's. */
  timeZone: string
  /** Whether a contact is in another segment. One that does not exist has no members. */
  isMember(segmentId: string, contact: FilteredContact): boolean
  /** The sources of campaigns that conditions name: by the campaigns' ids, and by `tagKey` of their tags. */
  sourcesOf: ReadonlyMap<string, readonly string[]>
}

/** A contact as filters see them: what is known of it, as far as a filter asks for it. */
export interface FilteredContact extends ContactTexts {
  id: string
  wa_id: string | null
  bsuid: string | null
  created_at: Date
  attributes: Record<string, unknown>
  subscriptions: readonly { group_id: string; state: string; changed_at: Date }[]
  conversations: readonly { number_id: string; last_inbound_at: Date | null }[]
  /** By {@link eventKey}. */
  events: ReadonlyMap<string, EventFacts>
  messages: readonly MessageFacts[]
  /** Ids of static lists that it is on. */
  lists: readonly string[]
  /** Ids of its tags. */
  tags: readonly string[]
}

/** What a contact did of one name. */
export interface EventFacts {
  first_at: Date
  last_at: Date
  count: number
  /** Of purchases: the sum of price times quantity. */
  total: number
  /** Per day in UTC. */
  days: readonly { day: string; count: number; total: number }[]
  /** One by one, as far as a filter asks for them. */
  events: readonly { at: Date; value: number | null; properties: unknown }[]
}

/** What became of one message to the contact. */
export interface MessageFacts {
  source_id: string
  status: string
  reason: string | null
  decided_at: Date
  delivered_at: Date | null
  read_at: Date | null
  clicked_at: Date | null
  replied_at: Date | null
  failed_at: Date | null
}

/** Under which key facts have the events of a name; purchases have one. */
export const eventKey = (of: { on: "event"; name: string } | { on: "purchase" }): string =>
  of.on === "purchase" ? "purchase" : `event:${of.name}`

export interface ConditionDefinition<C extends { on: string }> {
  /** As requests carry it and tables keep it. */
  schema: z.ZodType<C>
  /** Whether the condition holds. The server's SQL for the kind gives the same answer for every contact. */
  holds(condition: C, contact: FilteredContact, context: FilterContext): boolean
  /** What of a contact the answer depends on: when nothing of that changes, only time changes the answer. */
  reads(condition: C): readonly FactKey[]
  /**
   * Instants in milliseconds at which time alone may change the answer; those that are over may be among them. Left out: time
   * alone never does.
   */
  turnsAt?(condition: C, contact: FilteredContact, context: FilterContext): readonly number[]
}

/** Something of a contact that changes as a whole: a field, an attribute with all that is in it, the events of a name. */
export type FactKey =
  | `field:${string}`
  | `attribute:${string}`
  | `event:${string}`
  | `subscription:${string}`
  | "purchase"
  | "conversations"
  | `message:${string}`
