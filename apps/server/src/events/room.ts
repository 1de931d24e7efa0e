import { defineRoom } from "../platform/define-room.ts"
import { announceChanges } from "./announce-changes.ts"
import { contactTopic } from "./record.ts"

/** What happens to contacts, told in the order in which it happened. */
export const room = defineRoom({
  name: "events",
  tables: [],
  consumers: [{ topic: contactTopic, consumer: announceChanges }],
})
