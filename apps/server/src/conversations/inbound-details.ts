import type { Forwarded, InboundError, Referral, ReferredProduct } from "@parley/model"
import type { MessageEvent } from "@parley/whatsapp/webhooks"

/** What came along with an inbound message. */
export interface InboundDetails {
  group_id: string | null
  forwarded: Forwarded | null
  referral: Referral | null
  referred_product: ReferredProduct | null
  errors: InboundError[]
}

/** What a webhook says around the content of a message, as it is kept and shown. Pure. */
export function inboundDetails(event: MessageEvent): InboundDetails {
  const { groupId, context, referral, errors } = event
  const product = context?.referredProduct
  return {
    group_id: groupId ?? null,
    forwarded: forwardedOf(context),
    referral: referral ? referralOf(referral) : null,
    referred_product: product
      ? { catalog_id: product.catalogId, product_retailer_id: product.productRetailerId }
      : null,
    errors: errors.map(({ code, title, details }) => ({ code, title, detail: details ?? null })),
  }
}

function forwardedOf(context: MessageEvent["context"]): Forwarded | null {
  if (context?.frequentlyForwarded) return "frequently_forwarded"
  return context?.forwarded ? "forwarded" : null
}

const referralOf = (told: NonNullable<MessageEvent["referral"]>): Referral => ({
  source_type: told.sourceType ?? null,
  source_id: told.sourceId ?? null,
  source_url: told.sourceUrl ?? null,
  ctwa_clid: told.ctwaClid ?? null,
  headline: told.headline ?? null,
  body: told.body ?? null,
  media_type: told.mediaType ?? null,
  image_url: told.imageUrl ?? null,
  video_url: told.videoUrl ?? null,
  thumbnail_url: told.thumbnailUrl ?? null,
  welcome_text: told.welcomeText ?? null,
})
