import { z } from "zod"
import { forwarded, inboundError, referral, referredProduct } from "./inbound.ts"

const state = z.enum(["subscribed", "unsubscribed"])

/** What every occurrence says: whose it is and when the server learned of it. */
const ofContact = { workspace_id: z.uuid(), contact_id: z.uuid(), at: z.iso.datetime() }

const changes = {
  fields: z
    .array(z.string())
    .describe("Columns of the contact that have another value, such as first_name or phone"),
  attributes: z.array(z.string()).describe("Names of attributes that have another value, or are new or gone"),
}

/** Someone is a contact now: by the API, an import, or a webhook of a stranger. Has no values; who needs them reads the contact. */
const contactCreated = z.object({ kind: z.literal("contact_created"), ...ofContact })

/** A contact has other values. Says which, not what they are. */
const contactChanged = z.object({ kind: z.literal("contact_changed"), ...ofContact, ...changes })

/**
 * Two contacts proved to be one person. `contact_id` stays, and has the subscriptions, conversations and messages of both;
 * the other's own occurrence is `contact_deleted`, which names this contact.
 */
const contactsMerged = z.object({
  kind: z.literal("contacts_merged"),
  ...ofContact,
  merged_contact_id: z.uuid().describe("The contact that is gone"),
  ...changes,
})

/** A contact is gone, with subscriptions, consent records and conversations. */
const contactDeleted = z.object({
  kind: z.literal("contact_deleted"),
  ...ofContact,
  merged_into: z.uuid().nullable().describe("The contact that took over; null: nobody"),
})

/** WhatsApp told that a contact has another phone number, or that Meta knows them by another id. */
const identityChanged = z.object({
  kind: z.literal("identity_changed"),
  ...ofContact,
  change: z.enum(["number", "user_id"]),
})

/**
 * A contact's word about the messages of one subscription group, by whichever way it came: the API, an import, STOP or
 * START, or marketing stopped and resumed in WhatsApp's own settings (source `whatsapp`).
 */
const subscriptionChanged = z.object({
  kind: z.literal("subscription_changed"),
  ...ofContact,
  subscription_group_id: z.uuid(),
  state,
  before: state.nullable().describe("As `state`: said again, later than before. null: nothing was known"),
  source: z.string(),
})

/** A contact wrote to a number. */
const inboundMessage = z.object({
  kind: z.literal("inbound_message"),
  ...ofContact,
  inbound_message_id: z.uuid(),
  conversation_id: z.uuid(),
  number_id: z.uuid(),
  type: z.string().describe("As WhatsApp calls it, such as text or button_reply"),
  sent_at: z.iso.datetime().describe("By Meta's clock"),
  opens_window: z
    .boolean()
    .describe("It was written to the number: it opens the service window, and may be an answer"),
  consent_word: z
    .enum(["stop", "start", "help", "maybe_stop"])
    .nullable()
    .describe(
      "What the whole message was understood as, before anything else hears of it; maybe_stop: a person has to read it",
    ),
  group_id: z
    .string()
    .nullable()
    .describe("The group it was written to, which it is for alone; null: to the number"),
  forwarded: forwarded.nullable(),
  referral: referral.nullable(),
  referred_product: referredProduct.nullable(),
  errors: z.array(inboundError).describe("Why Meta does not pass on what was written"),
})

const properties = z.record(z.string(), z.unknown()).nullable().describe("As they were given; null: none")
const happenedAt = z.iso.datetime().describe("By the client's word; `at` is when the server learned of it")

/** A contact did something that clients told of, such as `signed_up` or `ecommerce.order_placed`. */
const customEvent = z.object({
  kind: z.literal("custom_event"),
  ...ofContact,
  event_id: z.uuid(),
  name: z.string(),
  happened_at: happenedAt,
  value: z.number().nullable(),
  properties,
})

/** A contact bought something. */
const purchase = z.object({
  kind: z.literal("purchase"),
  ...ofContact,
  event_id: z.uuid(),
  product_id: z.string(),
  currency: z.string().describe("ISO 4217"),
  price: z.number().describe("Of one"),
  quantity: z.int(),
  happened_at: happenedAt,
  properties,
})

/** Events and purchases of a contact are gone, as the import that recorded them was undone. */
const eventsRemoved = z.object({
  kind: z.literal("events_removed"),
  ...ofContact,
  names: z.array(z.string()).describe("Of the events"),
  purchases: z.boolean().describe("Whether purchases are among them"),
})

const ofSegment = {
  segment_id: z.uuid().describe("A live segment: `is_live`, or something is driven by it"),
}

/** A contact is a member of a live segment now and was not before. */
const segmentEntered = z.object({ kind: z.literal("segment_entered"), ...ofContact, ...ofSegment })

/** A contact was a member of a live segment, and is none any more. */
const segmentLeft = z.object({ kind: z.literal("segment_left"), ...ofContact, ...ofSegment })

/** A contact tapped a tracked link of a message; taps within a minute of one that was told are the same. */
const clicked = z.object({
  kind: z.literal("clicked"),
  ...ofContact,
  message_id: z.uuid(),
  number_id: z.uuid(),
  campaign_id: z.uuid().nullable().describe("null: the message is of no campaign"),
  source_id: z.uuid().describe("A launch's, or what else the message came from"),
  variant: z.int(),
  place: z.string().describe("Where in the message: button, text, cards.0.button …"),
  url: z.string().describe("As the content has it, with its Liquid"),
})

/**
 * What happens to a contact or is done by one: what a process hears of in the order in which it happened to them. One more
 * kind is one more member here; code that must know every kind does not compile until it does.
 *
 * Ids stand in for what is large. What happens to a message of ours is not an occurrence: it is kept with the message.
 */
export const occurrence = z.discriminatedUnion("kind", [
  contactCreated,
  contactChanged,
  contactsMerged,
  contactDeleted,
  identityChanged,
  subscriptionChanged,
  inboundMessage,
  customEvent,
  purchase,
  eventsRemoved,
  segmentEntered,
  segmentLeft,
  clicked,
])

/** One thing that happened to a contact or was done by one. */
export type Occurrence = z.output<typeof occurrence>
export type OccurrenceKind = Occurrence["kind"]
