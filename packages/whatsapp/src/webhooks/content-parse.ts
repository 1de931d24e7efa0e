/** Reads what an incoming message holds. A type or shape this version does not know becomes `unknown`, with its raw form. */
import {
  asBoolean,
  asId,
  asInstant,
  asList,
  asNumber,
  asRecord,
  asText,
  type JsonRecord,
  readJson,
} from "../json.ts"
import type { InboundContactCard, InboundContent, InboundMedia, OrderItem } from "./content.ts"

/** `message` is an item of `messages[]` (or of an echo), whose payload is under the name of its type. */
export function parseContent(message: JsonRecord): InboundContent {
  const type = typeOf(message)
  const payload = type === undefined ? undefined : asRecord(message[type])
  return (
    (type === undefined ? undefined : contentOf(type, payload, message)) ?? { type: "unknown", raw: message }
  )
}

/** The types that have their payload under their own name. */
const payloads = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "button",
  "interactive",
  "order",
  "edit",
  "revoke",
  "system",
  "unsupported",
]

/** What is said to be the type, or else what is there: Meta leaves `type` out at times, of locations above all. */
export function typeOf(item: JsonRecord, names: readonly string[] = payloads): string | undefined {
  const present = (name: string) => typeof item[name] === "object" && item[name] !== null
  return asText(item.type) ?? names.find(present)
}

function contentOf(
  type: string,
  payload: JsonRecord | undefined,
  message: JsonRecord,
): InboundContent | undefined {
  switch (type) {
    case "text": {
      const body = asText(payload?.body)
      return body === undefined ? undefined : { type, body }
    }
    case "image":
    case "video":
      return withMedia(payload, (media) => ({ type, media }))
    case "audio":
      return withMedia(payload, (media) => ({ type, media, voice: payload?.voice === true }))
    case "sticker":
      return withMedia(payload, (media) => ({ type, media, animated: payload?.animated === true }))
    case "document":
      return withMedia(payload, (media) => ({ type, media, filename: asText(payload?.filename) }))
    case "location":
      return locationOf(payload)
    case "contacts":
      return { type, contacts: asList(message.contacts).map(cardOf) }
    case "reaction": {
      const messageId = asId(payload?.message_id)
      return messageId === undefined
        ? undefined
        : { type, messageId, emoji: asText(payload?.emoji) || undefined }
    }
    case "button": {
      const text = asText(payload?.text) ?? ""
      return payload === undefined ? undefined : { type, payload: asText(payload.payload) ?? text, text }
    }
    case "interactive":
      return replyOf(payload)
    case "order":
      return orderOf(payload)
    case "edit":
      return editOf(payload)
    case "revoke": {
      const originalMessageId = asId(payload?.original_message_id)
      return originalMessageId === undefined ? undefined : { type, originalMessageId }
    }
    case "request_welcome":
      return { type }
    case "system":
      return systemOf(payload, message)
    case "unsupported":
      return { type, unsupportedType: asText(payload?.type) }
    default:
      return undefined
  }
}

function withMedia(
  payload: JsonRecord | undefined,
  content: (media: InboundMedia) => InboundContent,
): InboundContent | undefined {
  const id = asId(payload?.id)
  if (payload === undefined || id === undefined) return undefined
  return content({
    id,
    mimeType: asText(payload.mime_type),
    sha256: asText(payload.sha256),
    url: asText(payload.url),
    caption: asText(payload.caption),
  })
}

function locationOf(payload: JsonRecord | undefined): InboundContent | undefined {
  const latitude = asNumber(payload?.latitude)
  const longitude = asNumber(payload?.longitude)
  if (latitude === undefined || longitude === undefined) return undefined
  return {
    type: "location",
    latitude,
    longitude,
    name: asText(payload?.name),
    address: asText(payload?.address),
    url: asText(payload?.url),
  }
}

function cardOf(value: unknown): InboundContactCard {
  const raw = asRecord(value) ?? {}
  const name = asRecord(raw.name)
  return {
    formattedName: asText(name?.formatted_name),
    firstName: asText(name?.first_name),
    lastName: asText(name?.last_name),
    phones: asList(raw.phones).map((item) => {
      const phone = asRecord(item)
      return { phone: asText(phone?.phone), waId: asId(phone?.wa_id), type: asText(phone?.type) }
    }),
    emails: asList(raw.emails).map((item) => {
      const email = asRecord(item)
      return { email: asText(email?.email), type: asText(email?.type) }
    }),
    raw,
  }
}

const replies = ["button_reply", "list_reply", "nfm_reply", "call_permission_reply"]

function replyOf(payload: JsonRecord | undefined): InboundContent | undefined {
  const type = payload === undefined ? undefined : typeOf(payload, replies)
  const reply = type === undefined ? undefined : asRecord(payload?.[type])
  if (reply === undefined) return undefined
  switch (type) {
    case "button_reply":
    case "list_reply": {
      const id = asId(reply.id)
      if (id === undefined) return undefined
      const title = asText(reply.title) ?? ""
      return type === "button_reply"
        ? { type, id, title }
        : { type, id, title, description: asText(reply.description) }
    }
    case "nfm_reply":
      return {
        type: "flow_reply",
        name: asText(reply.name) ?? "flow",
        body: asText(reply.body),
        response: parsedOrText(reply.response_json),
      }
    case "call_permission_reply":
      return {
        type,
        response: asText(reply.response) ?? "",
        expiresAt: asInstant(reply.expiration_timestamp),
        isPermanent: asBoolean(reply.is_permanent),
        source: asText(reply.response_source),
      }
    default:
      return undefined
  }
}

/** More than any form has. What a person's phone sends is not checked, and much deeper values no writer of JSON can write. */
const deepest = 50

function parsedOrText(value: unknown): unknown {
  if (typeof value !== "string") return value
  try {
    const json = readJson(value)
    return isWithin(json, deepest) ? json : value
  } catch {
    return value
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true
  return levels > 0 && Object.values(value).every((each) => isWithin(each, levels - 1))
}

function orderOf(payload: JsonRecord | undefined): InboundContent | undefined {
  const catalogId = asId(payload?.catalog_id)
  if (catalogId === undefined) return undefined
  const items = asList(payload?.product_items).map((value): OrderItem => {
    const item = asRecord(value)
    return {
      productRetailerId: asId(item?.product_retailer_id) ?? "",
      quantity: asNumber(item?.quantity) ?? 0,
      itemPrice: asNumber(item?.item_price) ?? 0,
      currency: asText(item?.currency) ?? "",
    }
  })
  return { type: "order", catalogId, text: asText(payload?.text), items }
}

function editOf(payload: JsonRecord | undefined): InboundContent | undefined {
  const originalMessageId = asId(payload?.original_message_id)
  const message = asRecord(payload?.message)
  if (originalMessageId === undefined || message === undefined) return undefined
  // An edit of an edit is not a message Meta sends; refusing it also bounds the depth.
  const content: InboundContent =
    typeOf(message) === "edit" ? { type: "unknown", raw: message } : parseContent(message)
  return { type: "edit", originalMessageId, content }
}

function systemOf(payload: JsonRecord | undefined, message: JsonRecord): InboundContent {
  const identity = asRecord(message.identity) ?? asRecord(payload?.identity)
  const hash = asText(identity?.hash)
  if (identity !== undefined && hash !== undefined) {
    return {
      type: "identity_change",
      hash,
      acknowledged: asBoolean(identity.acknowledged),
      createdAt: asInstant(identity.created_timestamp),
    }
  }
  return {
    type: "system",
    systemType: asText(payload?.type),
    body: asText(payload?.body),
    raw: payload ?? message,
  }
}
