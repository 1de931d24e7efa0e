/** What has a campaign sent, and what calls it off: something that happens to a person or that they do. */
import { z } from "zod"
import { contactFields } from "../contact/fields.ts"
import { isFound, patternProblem } from "../filter/pattern.ts"
import { propertiesHold, propertyConditions } from "../filter/properties.ts"
import { attributePath, stepsOf } from "../filter/value-path.ts"
import type { Occurrence } from "../occurrence.ts"

const texts = z.array(z.string().trim().min(1).max(1000)).min(1).max(50)

/** Upper and lower case, and blanks around, make no difference but to a pattern, which says `(?i)` for any case. */
export const textMatch = z
  .discriminatedUnion("op", [
    z.strictObject({ op: z.enum(["is", "contains"]), value: z.string().trim().min(1).max(1000) }),
    z.strictObject({ op: z.literal("is_any"), value: texts }),
    z.strictObject({
      op: z.literal("matches"),
      value: z
        .string()
        .min(1)
        .max(1000)
        .superRefine((value, context) => {
          const problem = patternProblem(value)
          if (problem !== undefined) context.addIssue(`The pattern cannot be searched for: ${problem}`)
        }),
    }),
  ])
  .meta({ id: "TextMatch" })
type TextMatch = z.output<typeof textMatch>

const where = propertyConditions.optional().describe("All of them hold for its properties")

export const actionTrigger = z
  .discriminatedUnion("on", [
    z.strictObject({ on: z.literal("event"), name: z.string().min(1).max(255), where }),
    z.strictObject({ on: z.literal("purchase"), product_id: z.string().min(1).max(255).optional(), where }),
    z
      .strictObject({
        on: z.literal("inbound_message"),
        number_id: z.uuid().optional().describe("Default: the campaign's"),
        types: z
          .array(z.string().min(1).max(40))
          .min(1)
          .max(20)
          .optional()
          .describe(
            "As WhatsApp calls them: text, button, button_reply, list_reply, flow_reply … Default: all",
          ),
        text: textMatch
          .optional()
          .describe("What it says: its text, caption, or the button, row or flow that was chosen"),
      })
      .describe("A contact wrote, tapped a button, chose from a list or completed a flow"),
    z.strictObject({
      on: z.literal("subscription"),
      group_id: z.uuid().optional().describe("Default: any"),
      state: z.enum(["subscribed", "unsubscribed"]),
    }),
    z
      .strictObject({ on: z.literal("attribute"), name: attributePath })
      .describe("An attribute, or a field of contacts such as `country`, has another value"),
    z.strictObject({ on: z.literal("segment"), segment_id: z.uuid(), op: z.enum(["entered", "left"]) }),
    z.strictObject({ on: z.literal("contact_created") }),
    z
      .strictObject({
        on: z.literal("message"),
        campaign_id: z.uuid(),
        became: z.enum(["sent", "delivered", "read", "failed"]),
      })
      .describe("What became of the message of another campaign"),
    z
      .strictObject({
        on: z.literal("click"),
        campaign_id: z.uuid().optional().describe("Of whose message; default: of any message"),
        url: z
          .string()
          .min(1)
          .max(4096)
          .optional()
          .describe("The link as the content has it; default: any link"),
      })
      .describe("A contact tapped a tracked link"),
  ])
  .meta({ id: "ActionTrigger" })
export type ActionTrigger = z.output<typeof actionTrigger>

/** What an inbound message says and who wrote it, where that is asked for. */
export interface InboundText {
  text: string
}

/** A message of a campaign got on. No occurrence, as there are as many as messages: told where a campaign waits for it. */
export interface MessageBecame {
  kind: "message_became"
  workspace_id: string
  contact_id: string
  at: string
  message_id: string
  campaign_id: string
  became: (ActionTrigger & { on: "message" })["became"]
}

/** What campaigns may wait for. */
export type TriggerOccurrence = Occurrence | MessageBecame

/** Under which an index of triggers has those that an occurrence may be one of: `event:signed_up`. */
export function triggerKey(trigger: ActionTrigger): string {
  switch (trigger.on) {
    case "event":
      return `event:${trigger.name}`
    case "segment":
      return `segment:${trigger.segment_id}`
    case "message":
      return `message:${trigger.campaign_id}`
    case "click":
      return trigger.campaign_id === undefined ? "click" : `click:${trigger.campaign_id}`
    default:
      return trigger.on
  }
}

/** The keys of an occurrence; none: no campaign waits for its kind. */
export function occurrenceKeys(occurrence: TriggerOccurrence): string[] {
  switch (occurrence.kind) {
    case "custom_event":
      return [`event:${occurrence.name}`]
    case "purchase":
    case "inbound_message":
    case "contact_created":
      return [occurrence.kind]
    case "subscription_changed":
      return ["subscription"]
    case "contact_changed":
      return ["attribute"]
    case "clicked":
      return ["click", ...(occurrence.campaign_id === null ? [] : [`click:${occurrence.campaign_id}`])]
    case "segment_entered":
    case "segment_left":
      return [`segment:${occurrence.segment_id}`]
    case "message_became":
      return [`message:${occurrence.campaign_id}`]
    default:
      return []
  }
}

/**
 * Whether an occurrence is what a trigger waits for. Pure.
 * @param given.numberId of the campaign
 * @param given.said of an inbound message; undefined: it is kept no longer, and says nothing
 */
export function isTriggered(
  trigger: ActionTrigger,
  occurrence: TriggerOccurrence,
  {
    numberId,
    said,
    now,
    timeZone,
  }: { numberId: string; said?: InboundText | undefined; now: Date; timeZone: string },
): boolean {
  const judgedOf = () => ({ now, zone: timeZone })
  switch (trigger.on) {
    case "event":
      return (
        occurrence.kind === "custom_event" &&
        occurrence.name === trigger.name &&
        propertiesHold(trigger.where, occurrence.properties, judgedOf)
      )
    case "purchase":
      return (
        occurrence.kind === "purchase" &&
        (trigger.product_id === undefined || trigger.product_id === occurrence.product_id) &&
        propertiesHold(trigger.where, occurrence.properties, judgedOf)
      )
    case "inbound_message":
      return (
        occurrence.kind === "inbound_message" &&
        occurrence.opens_window &&
        // Such a word is understood, and answered, before anything else hears of it.
        (occurrence.consent_word === null || occurrence.consent_word === "maybe_stop") &&
        occurrence.number_id === (trigger.number_id ?? numberId) &&
        (trigger.types?.includes(occurrence.type) ?? true) &&
        (trigger.text === undefined || saysSo(trigger.text, said?.text ?? ""))
      )
    case "subscription":
      return (
        occurrence.kind === "subscription_changed" &&
        occurrence.state === trigger.state &&
        occurrence.before !== occurrence.state &&
        (trigger.group_id === undefined || trigger.group_id === occurrence.subscription_group_id)
      )
    case "attribute":
      return occurrence.kind === "contact_changed" && isChanged(trigger.name, occurrence)
    case "segment":
      return (
        occurrence.kind === `segment_${trigger.op}` &&
        "segment_id" in occurrence &&
        occurrence.segment_id === trigger.segment_id
      )
    case "contact_created":
      return occurrence.kind === "contact_created"
    case "message":
      return occurrence.kind === "message_became" && occurrence.became === trigger.became
    case "click":
      return (
        occurrence.kind === "clicked" &&
        (trigger.campaign_id === undefined || occurrence.campaign_id === trigger.campaign_id) &&
        (trigger.url === undefined || occurrence.url === trigger.url)
      )
  }
}

const fields: ReadonlySet<string> = new Set(contactFields)

function isChanged(path: string, changed: { fields: string[]; attributes: string[] }): boolean {
  const [name = ""] = stepsOf(path)
  return fields.has(name) ? changed.fields.includes(name) : changed.attributes.includes(name)
}

const folded = (text: string): string => text.trim().toLowerCase().normalize("NFKC")

function saysSo(match: TextMatch, text: string): boolean {
  switch (match.op) {
    case "is":
      return folded(text) === folded(match.value)
    case "is_any":
      return match.value.some((value) => folded(value) === folded(text))
    case "contains":
      return folded(text).includes(folded(match.value))
    case "matches":
      return isFound(match.value, text)
  }
}

/** What Liquid may name of an occurrence. */
export function variablesOfOccurrence(
  occurrence: TriggerOccurrence,
  said: (InboundText & { profileName?: string | null; username?: string | null }) | undefined,
): Record<string, unknown> {
  switch (occurrence.kind) {
    case "custom_event":
      return { event_properties: occurrence.properties ?? {} }
    case "purchase": {
      const { product_id, currency, price, quantity, properties } = occurrence
      return { event_properties: { ...properties, product_id, currency, price, quantity } }
    }
    case "inbound_message":
      return {
        whats_app: {
          inbound_message_body: said?.text ?? "",
          inbound_profile_name: said?.profileName ?? null,
          inbound_username: said?.username ?? null,
        },
      }
    case "clicked":
      return { event_properties: { url: occurrence.url, place: occurrence.place } }
    default:
      return {}
  }
}
