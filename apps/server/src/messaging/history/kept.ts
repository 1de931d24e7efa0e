import { sql } from "../../platform/database/index.ts"
import type { Kept, Platform } from "../../platform/define-room.ts"
import { type Freed, measureRows } from "../../platform/retention/index.ts"
import { dropOldestPartition } from "./partitions.ts"

const mostAtOnce = 5_000
/** Longer than a message waits to be sent, and than anything asks for its fate. */
const atLeastDays = 30

/** Messages that were sent or decided against. Their counts stay, and so does who had which launch. */
export const messagesKept = ({ db, databaseUrl, logger }: Platform): Kept => ({
  what: "messages",
  description: "Messages to contacts, with what became of them; the counts of campaigns stay",
  atLeastDays,
  measure: (tx, before) => measureRows(tx, "messages", sql`id < uuidv7_floor(${before})`),
  async deleteSome({ before }) {
    const dropped = await dropOldestPartition(databaseUrl, before)
    if (dropped === "waiting") return false
    if (dropped !== undefined) {
      logger.info({ partition: dropped.name }, "messages that are kept no longer were dropped")
      return true
    }
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM messages WHERE id = ANY(ARRAY(
        SELECT id FROM messages WHERE id < uuidv7_floor(${before}) ORDER BY id LIMIT ${mostAtOnce}))
        AND id < uuidv7_floor(${before})`.execute(tx),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})

/** What made messages personal. */
export const variablesKept = ({ db }: Platform): Kept => {
  const named = (after: Date | null, before: Date) => sql`
    variables IS NOT NULL AND id < uuidv7_floor(${before}) AND ${after ? sql`id >= uuidv7_floor(${after})` : sql`true`}`
  return {
    what: "message_variables",
    description: "The variables of messages, such as codes and names, while the messages stay",
    atLeastDays: 7,
    measure: async (tx, before) => {
      const { rows } = await sql<Freed>`
        SELECT count(*) AS rows, coalesce(sum(pg_column_size(variables)), 0)::bigint AS bytes
        FROM messages WHERE ${named(null, before)}`.execute(tx)
      return rows[0] ?? { rows: 0, bytes: 0 }
    },
    async deleteSome({ after, before }) {
      const { numAffectedRows } = await db.system((tx) =>
        sql`UPDATE messages SET variables = NULL WHERE id = ANY(ARRAY(
          SELECT id FROM messages WHERE ${named(after, before)} ORDER BY id LIMIT ${mostAtOnce}))
          AND id < uuidv7_floor(${before})`.execute(tx),
      )
      return Number(numAffectedRows ?? 0) === mostAtOnce
    },
  }
}
