import type { WebhookEvent } from "@parley/whatsapp/webhooks"
import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import type { Metrics } from "../../platform/telemetry.ts"

type Kind = WebhookEvent["kind"]
/** A webhook event of one of these kinds. */
export type EventOf<K extends Kind> = Extract<WebhookEvent, { kind: K }>

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Which of Meta's webhooks this room takes, in the order in which it applies them. */
    webhooks?: readonly (NumberWebhooks | InstallationWebhooks)[]
  }
}

/** The number of ours that events are about. */
export interface ToldNumber {
  workspaceId: string
  numberId: string
  now: Date
  metrics: Metrics
  /** Whether what was told is kept word for word. */
  isLogged?: boolean
  /** For what rooms above keep about a contact. */
  rooms: readonly Room[]
}

/** What a room does with webhooks about one number: in the number's transaction, all events of a batch at once. */
export interface NumberWebhooks {
  about: "number"
  takes(event: WebhookEvent): boolean
  /** Applied after those of every other room, whatever the order of the rooms; who says so gives the reason. */
  isLast: boolean
  /** Also what Meta tells after the number was moved to another account, or its account disconnected. */
  alsoLate: boolean
  /** Bears repetition, and passes over events that it does not take. */
  apply(tx: Tx, number: ToldNumber, events: readonly WebhookEvent[]): Promise<void>
}

/** What a room does with webhooks about accounts, templates and numbers, which it finds itself. */
export interface InstallationWebhooks {
  about: "installation"
  takes(event: WebhookEvent): boolean
  /** Bears repetition, and passes over events that it does not take. */
  apply(platform: Platform, events: readonly WebhookEvent[]): Promise<void>
}

/** Webhooks of these kinds that name one of our numbers. */
export function numberWebhooks<K extends Kind>(
  kinds: readonly K[],
  apply: (tx: Tx, number: ToldNumber, events: readonly EventOf<K>[]) => Promise<void>,
  { isLast = false, alsoLate = false } = {},
): NumberWebhooks {
  const takes = isOf(kinds)
  return {
    about: "number",
    takes,
    isLast,
    alsoLate,
    apply: (tx, number, events) => apply(tx, number, events.filter(takes)),
  }
}

/** Webhooks of these kinds, whichever of our accounts they name. */
export function installationWebhooks<K extends Kind>(
  kinds: readonly K[],
  apply: (platform: Platform, events: readonly EventOf<K>[]) => Promise<void>,
): InstallationWebhooks {
  const takes = isOf(kinds)
  return {
    about: "installation",
    takes,
    apply: (platform, events) => apply(platform, events.filter(takes)),
  }
}

/** Whether an event is of one of these kinds. */
export const isOf =
  <K extends Kind>(kinds: readonly K[]) =>
  (event: WebhookEvent): event is EventOf<K> =>
    kinds.some((kind) => kind === event.kind)
