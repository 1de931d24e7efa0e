/** Reads incoming messages, echoes of what the business sent by other means, and changes of a person's number. */
import { asBoolean, asId, asInstant, asRecord, asText, type JsonRecord } from "../json.ts"
import { parseContent, typeOf } from "./content-parse.ts"
import type {
  MessageContext,
  MessageEchoEvent,
  MessageEvent,
  NumberChangedEvent,
  NumberOrigin,
  Referral,
} from "./event.ts"
import { senderOf, userOf } from "./people.ts"
import { parseErrors } from "./status-parse.ts"

/** An item of `messages[]`; undefined when it has no id, no time or no sender. */
export function parseMessage(
  item: JsonRecord,
  origin: NumberOrigin,
  contacts: readonly unknown[],
): MessageEvent | NumberChangedEvent | undefined {
  const id = asId(item.id)
  const timestamp = asInstant(item.timestamp) ?? origin.sentAt
  const from = senderOf(item, contacts)
  if (id === undefined || timestamp === undefined || from === undefined) return undefined
  const system = typeOf(item) === "system" ? asRecord(item.system) : undefined
  const change = system?.type
  if (system !== undefined && (change === "user_changed_number" || change === "user_changed_user_id")) {
    return {
      kind: "number_changed",
      ...origin,
      id,
      timestamp,
      change,
      from,
      newWaId: asId(system.wa_id) ?? asId(system.new_wa_id),
      newBsuid: asId(system.user_id),
      newParentBsuid: asId(system.parent_user_id),
      body: asText(system.body),
    }
  }
  return {
    kind: "message",
    ...origin,
    id,
    timestamp,
    from,
    content: parseContent(item),
    context: contextOf(item.context),
    referral: referralOf(item.referral),
    groupId: asId(item.group_id),
    errors: parseErrors(item.errors),
  }
}

/** An item of `message_echoes[]`; undefined when it has no id, no time or no recipient. */
export function parseEcho(item: JsonRecord, origin: NumberOrigin): MessageEchoEvent | undefined {
  const id = asId(item.id)
  const timestamp = asInstant(item.timestamp) ?? origin.sentAt
  const to = userOf(undefined, asId(item.to), asId(item.to_user_id), asId(item.to_parent_user_id))
  if (id === undefined || timestamp === undefined || (to.waId === undefined && to.bsuid === undefined))
    return undefined
  return {
    kind: "message_echo",
    ...origin,
    id,
    timestamp,
    to,
    content: parseContent(item),
    context: contextOf(item.context),
  }
}

function contextOf(value: unknown): MessageContext | undefined {
  const context = asRecord(value)
  if (context === undefined) return undefined
  const product = asRecord(context.referred_product)
  const catalogId = asId(product?.catalog_id)
  const productRetailerId = asId(product?.product_retailer_id)
  return {
    id: asId(context.id),
    from: asId(context.from),
    forwarded: asBoolean(context.forwarded),
    frequentlyForwarded: asBoolean(context.frequently_forwarded),
    referredProduct:
      catalogId === undefined || productRetailerId === undefined
        ? undefined
        : { catalogId, productRetailerId },
  }
}

function referralOf(value: unknown): Referral | undefined {
  const referral = asRecord(value)
  if (referral === undefined) return undefined
  return {
    sourceUrl: asText(referral.source_url),
    sourceId: asId(referral.source_id),
    sourceType: asText(referral.source_type),
    headline: asText(referral.headline),
    body: asText(referral.body),
    mediaType: asText(referral.media_type),
    imageUrl: asText(referral.image_url),
    videoUrl: asText(referral.video_url),
    thumbnailUrl: asText(referral.thumbnail_url),
    ctwaClid: asText(referral.ctwa_clid),
    welcomeText: asText(asRecord(referral.welcome_message)?.text),
  }
}
