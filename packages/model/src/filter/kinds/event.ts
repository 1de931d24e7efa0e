import { z } from "zod"
import { type ConditionDefinition, eventKey } from "../condition.ts"
import { eventName, type Happening, happened, happenings } from "../happenings.ts"

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
}
