import { defineRoom } from "../platform/define-room.ts"
import { applyClicks, countUncounted } from "./clicks/apply-clicks.ts"
import { eraseClicks, exportClicks, moveClicks } from "./clicks/of-contacts.ts"
import { clickTopic } from "./clicks/topic.ts"
import { forgetBatches, forgetTargets } from "./forget.ts"
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
  moveContacts: moveClicks,
  eraseContact: eraseClicks,
  exportContact: exportClicks,
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
    { what: "forgetting which clicks were counted", everyMs: hourMs, work: () => db.system(forgetBatches) },
  ],
})
