import { type OccurrenceKind, occurrence, occurrenceWords } from "@parley/model"

/** Every kind of occurrence: what endpoints can be told of. */
export const webhookKinds = occurrence.options.map(({ shape }) => shape.kind.value) as unknown as readonly [
  OccurrenceKind,
  ...OccurrenceKind[],
]

/** What an endpoint is told when somebody tries it. */
export const testKind = "test"

export const offeredKinds = webhookKinds.map((kind) => ({ kind, ...occurrenceWords(kind) }))
