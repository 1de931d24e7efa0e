import { defineRoom } from "./define-room.ts"
import { forgetAnswersAbout, forgetExpiredKeys } from "./idempotency/index.ts"
import { eraseSetAside, logMeasure } from "./log/index.ts"
import { deleteExpired } from "./retention/index.ts"
import { setAsideKept } from "./retention/set-aside-kept.ts"

const hourMs = 60 * 60_000

/** What the ground itself keeps and does. */
export const room = defineRoom({
  name: "platform",
  tables: ["idempotency_keys", "log_entries", "log_set_aside", "retention"],
  eraseContact: async (tx, _workspaceId, contactIds, { identifiers }) => {
    await forgetAnswersAbout(tx, contactIds)
    await eraseSetAside(tx, [...contactIds, ...identifiers])
  },
  measures: ({ db }) => [logMeasure(db)],
  keeps: (platform) => [setAsideKept(platform)],
  chores: (platform) => [
    { what: "deleting what is kept no longer", everyMs: 60_000, work: () => deleteExpired(platform) },
    {
      what: "forgetting answers to repeated requests",
      everyMs: hourMs,
      work: () => platform.db.system((tx) => forgetExpiredKeys(tx, platform.clock.now())),
    },
  ],
})
