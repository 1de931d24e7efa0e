import { defineRoom } from "../platform/define-room.ts"
import { announceChanges } from "./announce-changes.ts"
import { contactTopic } from "./record.ts"

/** What happens to contacts, told in the order in which it happened. */
export const room = defineRoom({
  name: "events",
  tables: ["event_names", "products", "events", "event_keys", "contact_events", "contact_event_days"],
  consumers: [{ topic: contactTopic, consumer: announceChanges }],
})
