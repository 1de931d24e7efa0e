/** Everything a webhook of the WhatsApp Business Platform can tell, as one flat union on `kind`. */
import type { InboundContent } from "./content.ts"

/** One person as far as Meta names them; at least one of `bsuid` and `waId` is there, often both. */
export interface WebhookUser {
  /** Business-scoped user id: the stable key, present since 2026. */
  bsuid?: string | undefined
  /** The parent id, for enterprises with linked business portfolios. */
  parentBsuid?: string | undefined
  /** Digits; absent when the person hides the number behind a username. */
  waId?: string | undefined
  username?: string | undefined
  profileName?: string | undefined
  identityKeyHash?: string | undefined
}

export interface WebhookError {
  code: number
  title: string
  message: string
  details?: string | undefined
  href?: string | undefined
}

export interface EventOrigin {
  /** `entry.id`: the WhatsApp Business Account (on `account_update` PARTNER_* events: the partner's own id). */
  wabaId: string
  /** `changes[].field` */
  field: string
  /** `entry.time`, else when it was received; Meta leaves it out on the `messages` field. */
  sentAt?: Date | undefined
}

export interface NumberOrigin extends EventOrigin {
  phoneNumberId: string
  /** Digits, without `+`. */
  displayPhoneNumber: string
}

export interface MessageContext {
  /** The message replied to or tapped on. */
  id?: string | undefined
  /** Who sent that message. */
  from?: string | undefined
  forwarded?: boolean | undefined
  /** Forwarded more than five times. */
  frequentlyForwarded?: boolean | undefined
  referredProduct?: { catalogId: string; productRetailerId: string } | undefined
}

/** The ad or post from which the person came (click to WhatsApp); on the first message only. */
export interface Referral {
  sourceUrl?: string | undefined
  sourceId?: string | undefined
  sourceType?: string | undefined
  headline?: string | undefined
  body?: string | undefined
  mediaType?: string | undefined
  imageUrl?: string | undefined
  videoUrl?: string | undefined
  thumbnailUrl?: string | undefined
  ctwaClid?: string | undefined
  welcomeText?: string | undefined
}

export interface MessageEvent extends NumberOrigin {
  kind: "message"
  /** wamid: the key under which the message is to be stored only once. */
  id: string
  timestamp: Date
  from: WebhookUser
  content: InboundContent
  context?: MessageContext | undefined
  referral?: Referral | undefined
  groupId?: string | undefined
  errors: WebhookError[]
}

/** A message the business sent by other means (its phone app); `to` is the person. */
export interface MessageEchoEvent extends NumberOrigin {
  kind: "message_echo"
  id: string
  timestamp: Date
  to: WebhookUser
  content: InboundContent
  context?: MessageContext | undefined
}

export type DeliveryStatus = "sent" | "delivered" | "read" | "played" | "failed"

export interface Pricing {
  billable: boolean
  /** `PMP` per message, `CBP` per conversation (before July 2025). */
  model?: string | undefined
  /** `regular`, `free_customer_service`, `free_entry_point` */
  type?: string | undefined
  /** `marketing`, `utility`, `authentication`, `authentication-international`, `service`, … */
  category?: string | undefined
  cost?: { amount: number; currency: string } | undefined
}

export interface StatusEvent extends NumberOrigin {
  kind: "status"
  /** wamid of the outgoing message. (`id`, `status`) names the event. */
  id: string
  /** Statuses unknown to this version keep their name. */
  status: DeliveryStatus | (string & {})
  timestamp: Date
  recipientWaId?: string | undefined
  recipientBsuid?: string | undefined
  recipientParentBsuid?: string | undefined
  recipientUsername?: string | undefined
  /** `biz_opaque_callback_data` of the send. */
  opaque?: string | undefined
  errors: WebhookError[]
  pricing?: Pricing | undefined
  conversation?: { id: string; originType?: string | undefined; expiresAt?: Date | undefined } | undefined
  groupId?: string | undefined
  /** The person in the group that the status is about, as in `recipientWaId`, `recipientBsuid` and `recipientParentBsuid`. */
  groupParticipantId?: string | undefined
  groupParticipantBsuid?: string | undefined
  groupParticipantParentBsuid?: string | undefined
}

/** A person moved to another number or got another id: bind the old identity and the new one together. */
export interface NumberChangedEvent extends NumberOrigin {
  kind: "number_changed"
  id: string
  timestamp: Date
  change: "user_changed_number" | "user_changed_user_id"
  from: WebhookUser
  newWaId?: string | undefined
  newBsuid?: string | undefined
  newParentBsuid?: string | undefined
  body?: string | undefined
}

/** Failures of the app or account that concern no single message (`value.errors`). */
export interface ErrorEvent extends NumberOrigin {
  kind: "error"
  errors: WebhookError[]
}

export interface UserPreferenceEvent extends NumberOrigin {
  kind: "user_preference"
  user: WebhookUser
  timestamp: Date
  /** `marketing_messages` */
  category: string
  value: "stop" | "resume" | (string & {})
  detail?: string | undefined
}

interface TemplateOrigin extends EventOrigin {
  /** Meta sends a JSON number; here a string, as everywhere else. */
  templateId: string
  name: string
  /** As Meta wrote it: `en_US` and `en-US` both occur. */
  language: string
}

export interface TemplateStatusEvent extends TemplateOrigin {
  kind: "template_status"
  /** APPROVED, REJECTED, PENDING, PAUSED, DISABLED, FLAGGED, REINSTATED, IN_APPEAL, PENDING_DELETION, DELETED,
   * LIMIT_EXCEEDED, LOCKED, ARCHIVED, UNARCHIVED */
  event: string
  /** NONE, ABUSIVE_CONTENT, INCORRECT_CATEGORY, INVALID_FORMAT, PROMOTIONAL, SCAM, TAG_CONTENT_MISMATCH */
  reason?: string | undefined
  category?: string | undefined
  disableDate?: string | undefined
  otherInfo?: { title?: string | undefined; description?: string | undefined } | undefined
  rejectionInfo?: { reason?: string | undefined; recommendation?: string | undefined } | undefined
}

export interface TemplateQualityEvent extends TemplateOrigin {
  kind: "template_quality"
  /** GREEN, YELLOW, RED, UNKNOWN */
  quality: string
  previousQuality?: string | undefined
}

export interface TemplateCategoryEvent extends TemplateOrigin {
  kind: "template_category"
  /** With `impending`: the category it still has. */
  category: string
  previousCategory?: string | undefined
  /** The category it is going to have, announced a day ahead. */
  correctCategory?: string | undefined
  impending: boolean
  changesAt?: Date | undefined
}

export interface TemplateComponentsEvent extends TemplateOrigin {
  kind: "template_components"
  body?: string | undefined
  title?: string | undefined
  footer?: string | undefined
  buttons: {
    type: string
    text?: string | undefined
    url?: string | undefined
    phoneNumber?: string | undefined
  }[]
}

export interface NumberQualityEvent extends EventOrigin {
  kind: "number_quality"
  displayPhoneNumber: string
  /** ONBOARDING, THROUGHPUT_UPGRADE; formerly FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE */
  event: string
  currentLimit?: string | undefined
  oldLimit?: string | undefined
}

export interface NumberNameEvent extends EventOrigin {
  kind: "number_name"
  displayPhoneNumber: string
  /** APPROVED, REJECTED, DEFERRED, PENDING */
  decision: string
  requestedName?: string | undefined
  rejectionReason?: string | undefined
}

export interface AccountEvent extends EventOrigin {
  kind: "account"
  /** ACCOUNT_RESTRICTION, DISABLED_UPDATE, PARTNER_ADDED, … */
  event: string
  /** The account concerned where it is not the entry's (PARTNER_* events). */
  wabaInfo?:
    | {
        wabaId?: string | undefined
        ownerBusinessId?: string | undefined
        partnerAppId?: string | undefined
        solutionId?: string | undefined
      }
    | undefined
  banState?: string | undefined
  banDate?: string | undefined
  violationType?: string | undefined
  restrictions: { type: string; expiresAt?: Date | undefined; remediation?: string | undefined }[]
  /** The whole value, for the events that carry more. */
  raw: Record<string, unknown>
}

export interface AccountReviewEvent extends EventOrigin {
  kind: "account_review"
  /** APPROVED, REJECTED, PENDING, DEFERRED */
  decision: string
}

export interface AccountAlertEvent extends EventOrigin {
  kind: "account_alert"
  entityType: string
  entityId: string
  /** CRITICAL, WARNING, INFORMATIONAL */
  severity?: string | undefined
  /** ACTIVE, NONE */
  status?: string | undefined
  type?: string | undefined
  description?: string | undefined
}

export interface CapabilityEvent extends EventOrigin {
  kind: "capability"
  /** Messaging limit of the business portfolio: people per rolling day outside a service window; -1 is unlimited. */
  messagingLimit?: number | undefined
  /** As Meta named it, e.g. `TIER_2K`. */
  tier?: string | undefined
  maxNumbersPerBusiness?: number | undefined
  maxNumbersPerWaba?: number | undefined
}

export interface SecurityEvent extends EventOrigin {
  kind: "security"
  displayPhoneNumber: string
  /** PIN_CHANGED, PIN_RESET_REQUEST, PIN_RESET_SUCCESS */
  event: string
  requester?: string | undefined
}

export interface FlowEvent extends EventOrigin {
  kind: "flow"
  /** FLOW_STATUS_CHANGE, CLIENT_ERROR_RATE, ENDPOINT_ERROR_RATE, ENDPOINT_LATENCY, … */
  event: string
  flowId: string
  message?: string | undefined
  oldStatus?: string | undefined
  newStatus?: string | undefined
  raw: Record<string, unknown>
}

/** A field, a type or a shape this version does not know. Nothing is dropped: `raw` is the value or the item. */
export interface UnknownEvent extends EventOrigin {
  kind: "unknown"
  phoneNumberId?: string | undefined
  raw: unknown
}

export type WebhookEvent =
  | MessageEvent
  | StatusEvent
  | MessageEchoEvent
  | NumberChangedEvent
  | ErrorEvent
  | UserPreferenceEvent
  | TemplateStatusEvent
  | TemplateQualityEvent
  | TemplateCategoryEvent
  | TemplateComponentsEvent
  | NumberQualityEvent
  | NumberNameEvent
  | AccountEvent
  | AccountReviewEvent
  | AccountAlertEvent
  | CapabilityEvent
  | SecurityEvent
  | FlowEvent
  | UnknownEvent
