import { z } from "zod"

/** What every entry says. The id is another one for each entry of a contact, and sorts those of one instant. */
const each = { id: z.uuid(), at: z.date() }
const numberId = z.uuid()

/** What happened to a contact, as their page tells it: one more kind is one more member here, and a line of words on screen. */
export const timelineEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("created"), ...each }),
  z.object({
    kind: z.literal("identity"),
    ...each,
    change: z.enum(["added", "removed"]),
    identity: z.enum(["phone", "wa_id", "bsuid", "external_id", "alias"]),
    label: z.string().nullable().describe("Of an alias"),
    value: z.string(),
  }),
  z.object({
    kind: z.literal("merged"),
    ...each,
    merged_contact_id: z.uuid().describe("The contact that is gone"),
    known_as: z.string().nullable().describe("Its name, or what else it was known by"),
  }),
  z.object({
    kind: z.literal("subscription"),
    ...each,
    subscription_group_id: z.uuid(),
    group_name: z.string(),
    state: z.enum(["subscribed", "unsubscribed", "identity_changed"]),
    source: z.string(),
    evidence: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("event"),
    ...each,
    name: z.string(),
    properties: z.record(z.string(), z.unknown()).nullable(),
  }),
  z.object({
    kind: z.literal("purchase"),
    ...each,
    value: z.number().nullable().describe("Price times quantity"),
    properties: z.record(z.string(), z.unknown()).nullable(),
  }),
  z.object({
    kind: z.literal("click"),
    ...each,
    url: z.string().describe("The link as the content has it"),
    clicks: z.int().describe("How often it was tapped; `at` is the first time"),
  }),
  z.object({
    kind: z.literal("inbound"),
    ...each,
    number_id: numberId,
    type: z.string().describe("As WhatsApp calls it, such as text or image"),
    text: z.string().nullable().describe("null: it has none, or the caller may not read conversations"),
  }),
  z.object({
    kind: z.literal("phone_app"),
    ...each,
    number_id: numberId,
    type: z.string(),
    text: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("message"),
    ...each,
    number_id: numberId,
    source_kind: z.string().describe("What it came from: launch, api, reply …"),
    source_name: z.string().nullable().describe("Of the campaign"),
    template: z.string().nullable().describe("Its name; null: free text, or it is not known any more"),
    text: z.string().nullable().describe("null: it has none, or the caller may not read conversations"),
    status: z.string().describe("As of GET /v1/messages"),
    reason: z
      .object({ code: z.string(), title: z.string(), advice: z.string().nullable() })
      .nullable()
      .describe("Why it did not arrive, or why it waits"),
  }),
])

/** One thing that happened to a contact. */
export type TimelineEntry = z.output<typeof timelineEntry>
export type TimelineKind = TimelineEntry["kind"]
