import { defineRoom } from "../platform/define-room.ts"
import { announceChanges } from "./announce-changes.ts"
import { eventsInTimeline } from "./events-in-timeline.ts"
import { contactTopic } from "./record.ts"

/** What happens to contacts, told in the order in which it happened. */
export const room = defineRoom({
  name: "events",
  tables: [],
  timeline: eventsInTimeline,
  consumers: [{ topic: contactTopic, consumer: announceChanges }],
})
