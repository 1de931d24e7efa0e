import { defineRoom } from "./define-room.ts"
import { forgetExpiredKeys } from "./idempotency/index.ts"
import { logMeasure } from "./log/index.ts"

const hourMs = 60 * 60_000

/** What the ground itself keeps and does. */
export const room = defineRoom({
  name: "platform",
  tables: ["idempotency_keys", "log_entries", "log_set_aside"],
  measures: ({ db }) => [logMeasure(db)],
  chores: ({ db, clock }) => [
    {
      what: "forgetting answers to repeated requests",
      everyMs: hourMs,
      work: () => db.system((tx) => forgetExpiredKeys(tx, clock.now())),
    },
  ],
})
