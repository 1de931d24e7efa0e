import type { WebhookEvent } from "@parley/whatsapp/webhooks"
import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import type { Metrics } from "../../platform/telemetry.ts"

type Kind = WebhookEvent["kind"]
type EventOf<K extends Kind> = Extract<WebhookEvent, { kind: K }>

/** The number of ours that events are about. */
export interface ToldNumber {
  workspaceId: string
  numberId: string
  now: Date
  metrics: Metrics
  /** For what rooms above keep about a contact. */
  rooms: readonly Room[]
}

/** What a room does with webhooks about one number: in the number's transaction, all events of a batch at once. */
export interface NumberWebhooks {
  takes(event: WebhookEvent): boolean
  /** Bears repetition, and passes over events that it does not take. */
  apply(tx: Tx, number: ToldNumber, events: readonly WebhookEvent[]): Promise<void>
}

/** What a room does with webhooks about accounts, templates and numbers, which it finds itself. */
export interface InstallationWebhooks {
  takes(event: WebhookEvent): boolean
  /** Bears repetition, and passes over events that it does not take. */
  apply(platform: Platform, events: readonly WebhookEvent[]): Promise<void>
}

/** Webhooks of these kinds that name one of our numbers. */
export function numberWebhooks<K extends Kind>(
  kinds: readonly K[],
  apply: (tx: Tx, number: ToldNumber, events: readonly EventOf<K>[]) => Promise<void>,
): NumberWebhooks {
  const takes = takesOf(kinds)
  return { takes, apply: (tx, number, events) => apply(tx, number, events.filter(takes)) }
}

const takesOf =
  <K extends Kind>(kinds: readonly K[]) =>
  (event: WebhookEvent): event is EventOf<K> =>
    kinds.some((kind) => kind === event.kind)
