import type { Occurrence } from "@parley/model"
import { defineRoom } from "../platform/define-room.ts"
import { announceChanges } from "./announce-changes.ts"
import { eventsInTimeline } from "./events-in-timeline.ts"
import { eventsKept, forgetKeys } from "./keeping/kept.ts"
import { eraseEvents, exportEvents, moveEvents } from "./keeping/move-events.ts"
import { contactTopic } from "./record.ts"
import { eventsRoutes } from "./routes.ts"

const hourMs = 60 * 60_000

declare module "../platform/define-room.ts" {
  interface Room {
    /**
     * Hears of what happens to contacts: batch after batch of a partition, in the order in which it happened to each contact. It is
     * through with a batch when it resolves; where one room throws all of them hear the batch again, so it bears repetition.
     */
    hears?(platform: Platform): (occurrences: readonly Occurrence[]) => Promise<void>
  }
}

/** What happens to contacts, told in the order in which it happened. */
export const room = defineRoom({
  name: "events",
  timeline: eventsInTimeline,
  tables: ["event_names", "products", "events", "event_keys", "contact_events", "contact_event_days"],
  routes: [eventsRoutes],
  moveContacts: moveEvents,
  eraseContact: eraseEvents,
  exportContact: exportEvents,
  keeps: (platform) => [eventsKept(platform)],
  chores: (platform) => [
    { what: "forgetting the keys of events", everyMs: hourMs, work: () => forgetKeys(platform) },
  ],
  consumers: [{ topic: contactTopic, consumer: announceChanges }],
})
