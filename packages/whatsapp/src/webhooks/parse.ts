/** Webhooks as events. Source: Meta, webhooks overview and reference of every field. */
import { asId, asInstant, asList, asRecord, asText, type JsonRecord } from "../json.ts"
import {
  parseAccount,
  parseAccountAlert,
  parseAccountReview,
  parseCapability,
  parseFlow,
  parseNumberName,
  parseNumberQuality,
  parseSecurity,
} from "./account-fields.ts"
import type { EventOrigin, NumberOrigin, UserPreferenceEvent, WebhookEvent } from "./event.ts"
import { parseEcho, parseMessage } from "./message-parse.ts"
import { contactOf, userOf } from "./people.ts"
import { parseErrors, parseStatus } from "./status-parse.ts"
import {
  parseTemplateCategory,
  parseTemplateComponents,
  parseTemplateQuality,
  parseTemplateStatus,
} from "./template-fields.ts"

/**
 * Every event of a webhook's body, in the order in which they are there (which is not the order in which they
 * happened, and the same event may come again in another webhook).
 *
 * Never throws and drops nothing: what has not the expected shape comes as kind `unknown`.
 *
 * @param json the parsed body (see `readJson`), after `verifySignature` over its raw bytes
 * @param receivedAt stands in where Meta gives no time, or none that can be; without it such a status or message is `unknown`
 * @example
 * const status = { id: "wamid.1", status: "read", timestamp: "1763798400", recipient_id: "16505551234" }
 * const value = { metadata: { phone_number_id: "106540352242922" }, statuses: [status] }
 * const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }]
 * const events = parseWebhook({ object: "whatsapp_business_account", entry })
 * events.map((event) => event.kind === "status" && event.status) // ["read"]
 */
export function parseWebhook(json: unknown, receivedAt?: Date): WebhookEvent[] {
  const body = asRecord(json)
  const events: WebhookEvent[] = []
  if (body?.object !== "whatsapp_business_account" || !Array.isArray(body.entry)) {
    return [{ kind: "unknown", wabaId: "", field: "", raw: json }]
  }
  for (const item of body.entry) {
    const entry = asRecord(item)
    const wabaId = asId(entry?.id) ?? ""
    const sentAt = asInstant(entry?.time) ?? receivedAt
    if (entry === undefined || !Array.isArray(entry.changes)) {
      events.push({ kind: "unknown", wabaId, field: "", sentAt, raw: item })
      continue
    }
    for (const change of entry.changes) parseChange(asRecord(change), change, wabaId, sentAt, events)
  }
  return events
}

function parseChange(
  change: JsonRecord | undefined,
  raw: unknown,
  wabaId: string,
  sentAt: Date | undefined,
  events: WebhookEvent[],
): void {
  const field = asText(change?.field)
  const value = asRecord(change?.value)
  if (field === undefined || value === undefined) {
    events.push({ kind: "unknown", wabaId, field: field ?? "", sentAt, raw })
    return
  }
  const origin: EventOrigin = { wabaId, field, sentAt }
  const parseLists = listsByField.get(field)
  if (parseLists !== undefined) {
    const number = numberOrigin(value, origin)
    const before = events.length
    if (number !== undefined) parseLists(value, number, events)
    if (events.length > before) return
  }
  const event = oneByField.get(field)?.(value, origin)
  events.push(event ?? { kind: "unknown", ...origin, raw: value })
}

function numberOrigin(value: JsonRecord, origin: EventOrigin): NumberOrigin | undefined {
  const metadata = asRecord(value.metadata)
  const phoneNumberId = asId(metadata?.phone_number_id)
  if (phoneNumberId === undefined) return undefined
  return { ...origin, phoneNumberId, displayPhoneNumber: asId(metadata?.display_phone_number) ?? "" }
}

/** Fields whose value holds one event. */
const oneByField: ReadonlyMap<string, (value: JsonRecord, origin: EventOrigin) => WebhookEvent | undefined> =
  new Map<string, (value: JsonRecord, origin: EventOrigin) => WebhookEvent | undefined>([
    ["message_template_status_update", parseTemplateStatus],
    ["message_template_quality_update", parseTemplateQuality],
    ["message_template_components_update", parseTemplateComponents],
    ["template_category_update", parseTemplateCategory],
    ["phone_number_quality_update", parseNumberQuality],
    ["phone_number_name_update", parseNumberName],
    ["account_update", parseAccount],
    ["account_review_update", parseAccountReview],
    ["account_alerts", parseAccountAlert],
    ["business_capability_update", parseCapability],
    ["security", parseSecurity],
    ["flows", parseFlow],
  ])

/** Fields whose value holds lists of events of one number. */
const listsByField: ReadonlyMap<
  string,
  (value: JsonRecord, origin: NumberOrigin, events: WebhookEvent[]) => void
> = new Map([
  ["messages", parseMessagesField],
  ["message_echoes", parseEchoes],
  ["smb_message_echoes", parseEchoes],
  ["user_preferences", parsePreferences],
])

function parseMessagesField(value: JsonRecord, origin: NumberOrigin, events: WebhookEvent[]): void {
  const contacts = asList(value.contacts)
  for (const item of asList(value.statuses)) {
    const status = asRecord(item)
    events.push((status && parseStatus(status, origin, contacts)) ?? unknownItem(item, origin))
  }
  for (const item of asList(value.messages)) {
    const message = asRecord(item)
    events.push((message && parseMessage(message, origin, contacts)) ?? unknownItem(item, origin))
  }
  const errors = parseErrors(value.errors)
  if (errors.length > 0) events.push({ kind: "error", ...origin, errors })
}

function parseEchoes(value: JsonRecord, origin: NumberOrigin, events: WebhookEvent[]): void {
  for (const item of asList(value.message_echoes)) {
    const echo = asRecord(item)
    events.push((echo && parseEcho(echo, origin)) ?? unknownItem(item, origin))
  }
}

function parsePreferences(value: JsonRecord, origin: NumberOrigin, events: WebhookEvent[]): void {
  const contacts = asList(value.contacts)
  for (const item of asList(value.user_preferences)) {
    const preference = asRecord(item)
    events.push((preference && preferenceOf(preference, origin, contacts)) ?? unknownItem(item, origin))
  }
}

function preferenceOf(
  item: JsonRecord,
  origin: NumberOrigin,
  contacts: readonly unknown[],
): UserPreferenceEvent | undefined {
  const timestamp = asInstant(item.timestamp) ?? origin.sentAt
  const value = asText(item.value)
  const waId = asId(item.wa_id)
  const bsuid = asId(item.user_id)
  const user = userOf(contactOf(waId, bsuid, contacts), waId, bsuid, asId(item.parent_user_id))
  if (timestamp === undefined || value === undefined) return undefined
  if (user.waId === undefined && user.bsuid === undefined) return undefined
  return {
    kind: "user_preference",
    ...origin,
    user,
    timestamp,
    category: asText(item.category) ?? "",
    value,
    detail: asText(item.detail),
  }
}

function unknownItem(raw: unknown, origin: NumberOrigin): WebhookEvent {
  return {
    kind: "unknown",
    wabaId: origin.wabaId,
    field: origin.field,
    sentAt: origin.sentAt,
    phoneNumberId: origin.phoneNumberId,
    raw,
  }
}
