import { z } from "zod"
import { type ConditionDefinition, eventKey } from "../condition.ts"
import {
  eventName,
  type Happening,
  happened,
  happeningReads,
  happenings,
  happeningTurns,
} from "../happenings.ts"

/** A condition on custom events of one name. */
export type EventCondition = { on: "event"; name: string } & Happening

export const eventKind: ConditionDefinition<EventCondition> = {
  schema: happenings({ on: z.literal("event"), name: eventName }),
  holds: (condition, contact, context) =>
    happened(
      condition,
      contact.events.get(eventKey(condition)),
      "by" in condition ? contact.events.get(eventKey({ on: "event", name: condition.by.name })) : undefined,
      { contact, context },
    ),
  reads: (condition) => happeningReads(condition, `event:${condition.name}`),
  turnsAt: (condition, contact, context) =>
    happeningTurns(
      condition,
      contact.events.get(eventKey(condition)),
      "by" in condition ? contact.events.get(eventKey({ on: "event", name: condition.by.name })) : undefined,
      { contact, context },
    ),
}
