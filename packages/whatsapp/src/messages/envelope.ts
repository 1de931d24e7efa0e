/** Puts a content that is JSON already into a recipient's envelope. */

export interface Envelope {
  /** Goes before the user id where both are known. */
  phone: string | null
  /** Business-scoped user id, for people who hide their number. */
  bsuid?: string | null
  /** Comes back on every status of the message. */
  callbackData?: string
  /**
   * For `/marketing_messages`. Where the business, the number or the person is not eligible, Meta sends it by Cloud API all the same
   * (`CLOUD_API_FALLBACK`), or refuses it (`STRICT`).
   */
  productPolicy?: "CLOUD_API_FALLBACK" | "STRICT" | undefined
}

/**
 * The body of `POST /{phone-number-id}/messages`, or `/marketing_messages`, as text. The content is joined to it, not parsed: a content that is
 * serialized once is sent to many.
 * @param content the members that carry the content, as JSON without the outer braces
 * @throws Error when neither a phone nor a user id is given
 * @example
 * envelopeMessage({ phone: "+16505551234" }, '"type":"text","text":{"body":"Hello"}')
 * // '{"messaging_product":"whatsapp","to":"+16505551234","type":"text","text":{"body":"Hello"}}'
 */
export function envelopeMessage(
  { phone, bsuid, callbackData, productPolicy }: Envelope,
  content: string,
): string {
  if (!phone && !bsuid) throw new Error("A message needs a phone or a user id to go to.")
  const address = phone ? `"to":${JSON.stringify(phone)}` : `"recipient":${JSON.stringify(bsuid)}`
  const data = callbackData === undefined ? "" : `"biz_opaque_callback_data":${JSON.stringify(callbackData)},`
  const policy = productPolicy === undefined ? "" : `"product_policy":"${productPolicy}",`
  return `{"messaging_product":"whatsapp",${address},${data}${policy}${content}}`
}
