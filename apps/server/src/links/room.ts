import { defineRoom } from "../platform/define-room.ts"
import { applyClicks, countUncounted } from "./clicks/apply-clicks.ts"
import { clicksInTimeline } from "./clicks/clicks-in-timeline.ts"
import { eraseClicks, exportClicks, moveClicks } from "./clicks/of-contacts.ts"
import { clickTopic } from "./clicks/topic.ts"
import { forgetBatches, forgetTargets, skipNumbers } from "./forget.ts"
import { linkPages } from "./redirect/redirect-pages.ts"
import { linksRoutes } from "./routes.ts"

const hourMs = 60 * 60_000

/** Links of messages that are tracked, and who tapped them. */
export const room = defineRoom({
  name: "links",
  tables: ["link_settings", "links", "link_targets", "link_clicks", "link_counts", "link_batches"],
  routes: [linksRoutes],
  pages: [linkPages],
  consumers: [{ topic: clickTopic, consumer: applyClicks }],
  timeline: clicksInTimeline,
  moveContacts: moveClicks,
  eraseContact: eraseClicks,
  exportContact: exportClicks,
  exportNeeds: ["campaigns:read"],
  afterRestore: skipNumbers,
  chores: ({ db, clock, rooms }) => [
    {
      what: "counting clicks whose messages were on their way",
      everyMs: 2_000,
      work: () => db.system((tx) => countUncounted(tx, rooms)),
    },
    {
      what: "forgetting where expired links led",
      everyMs: hourMs,
      work: () => forgetTargets(db, clock.now()),
    },
    {
      what: "forgetting which clicks were counted",
      everyMs: hourMs,
      work: () => db.system((tx) => forgetBatches(tx, clock.now())),
    },
  ],
})
