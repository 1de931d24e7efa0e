/** What an incoming message can hold, as one union on `type`. Source: Meta, webhooks reference, field `messages`. */

export interface InboundMedia {
  /** Media id; lives seven days. Fetch it at once. */
  id: string
  mimeType?: string | undefined
  /** Base64 here, hexadecimal in the media's metadata. */
  sha256?: string | undefined
  /** Direct address, valid for about five minutes and only with a token. */
  url?: string | undefined
  caption?: string | undefined
}

export interface InboundContactCard {
  formattedName?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  phones: { phone?: string | undefined; waId?: string | undefined; type?: string | undefined }[]
  emails: { email?: string | undefined; type?: string | undefined }[]
  /** The card as Meta sent it. */
  raw: Record<string, unknown>
}

export interface OrderItem {
  productRetailerId: string
  quantity: number
  itemPrice: number
  currency: string
}

export type InboundContent =
  | { type: "text"; body: string }
  | { type: "image"; media: InboundMedia }
  | { type: "video"; media: InboundMedia }
  | { type: "audio"; media: InboundMedia; voice: boolean }
  | { type: "document"; media: InboundMedia; filename?: string | undefined }
  | { type: "sticker"; media: InboundMedia; animated: boolean }
  | {
      type: "location"
      latitude: number
      longitude: number
      name?: string | undefined
      address?: string | undefined
      url?: string | undefined
    }
  | { type: "contacts"; contacts: InboundContactCard[] }
  /** `emoji` is absent when the reaction was taken back. */
  | { type: "reaction"; messageId: string; emoji?: string | undefined }
  /** Quick-reply button of a template. */
  | { type: "button"; payload: string; text: string }
  /** Reply button of an interactive message. */
  | { type: "button_reply"; id: string; title: string }
  | { type: "list_reply"; id: string; title: string; description?: string | undefined }
  /** A completed flow or address form; `response` is the parsed `response_json`, or its text if it is not JSON, or too deep. */
  | { type: "flow_reply"; name: string; body?: string | undefined; response: unknown }
  | {
      type: "call_permission_reply"
      response: string
      expiresAt?: Date | undefined
      isPermanent?: boolean | undefined
      /** `response_source`: `user_action`, `automatic` (they called, or a permission was given for good before) */
      source?: string | undefined
    }
  | { type: "order"; catalogId: string; text?: string | undefined; items: OrderItem[] }
  | { type: "edit"; originalMessageId: string; content: InboundContent }
  | { type: "revoke"; originalMessageId: string }
  /** The person opened the chat for the first time (when the business asked to be told). */
  | { type: "request_welcome" }
  /** The person's identity key changed. */
  | {
      type: "identity_change"
      hash: string
      acknowledged?: boolean | undefined
      createdAt?: Date | undefined
    }
  | { type: "system"; systemType?: string | undefined; body?: string | undefined; raw: unknown }
  /** The person sent something Meta does not pass on; the event's `errors` say why. */
  | { type: "unsupported"; unsupportedType?: string | undefined }
  | { type: "unknown"; raw: unknown }
