import {
  type MessageKind,
  messageKinds,
  type OccurrenceKind,
  occurrence,
  occurrenceWords,
} from "@parley/model"

export type WebhookKind = OccurrenceKind | MessageKind

/** Every kind of occurrence, and what becomes of messages: what endpoints can be told of. */
export const webhookKinds: readonly WebhookKind[] = [
  ...occurrence.options.map(({ shape }): OccurrenceKind => shape.kind.value),
  ...messageKinds,
]

/** What an endpoint is told when somebody tries it. */
export const testKind = "test"

export const offeredKinds = webhookKinds.map((kind) => ({ kind, ...occurrenceWords(kind) }))
