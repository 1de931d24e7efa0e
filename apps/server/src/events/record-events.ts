import type { Tx } from "../platform/database/index.ts"

/** One thing that a contact did, as clients report it. */
export type GivenEvent = {
  contactId: string
  at: Date
  /** What comes again under one key within a week counts once. */
  key?: string | undefined
  properties?: Readonly<Record<string, unknown>> | undefined
} & (
  | { kind: "event"; name: string; value?: number | undefined }
  | { kind: "purchase"; productId: string; currency: string; price: number; quantity?: number | undefined }
)

/** Why one event was not recorded. */
export interface EventError {
  /** Of the event, from 0. */
  index: number
  /** Stable, such as `event_in_future`. */
  code: string
  message: string
  /** Within the event, such as `properties.products.0.price`. */
  field?: string
}

/**
 * Records what contacts did: events with their roll-ups, and occurrences of the kinds `custom_event` and `purchase`. What is wrong is
 * reported with its event, and the rest is recorded. The contacts exist.
 */
export declare function recordEvents(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  events: readonly GivenEvent[],
): Promise<{ recorded: number; repeated: number; errors: EventError[] }>
