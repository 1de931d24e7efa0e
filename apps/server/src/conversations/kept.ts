/** What of conversations is kept for a time. Conversations themselves stay, and with them whether their windows are open. */
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Kept, Platform } from "../platform/define-room.ts"
import { type Freed, measureRows } from "../platform/retention/index.ts"
import { abandonFiles } from "./media/abandoned-files.ts"

const mostAtOnce = 2_000
const mostFilesAtOnce = 500

/** What contacts wrote. */
export const inboundKept = ({ db }: Platform): Kept => ({
  what: "inbound_messages",
  description: "What contacts wrote, with its files",
  atLeastDays: 30,
  async measure(tx, before) {
    const messages = await measureRows(tx, "inbound_messages", sql`id < uuidv7_floor(${before})`)
    const files = await measureFiles(tx, sql`inbound_message_id < uuidv7_floor(${before})`)
    return { rows: messages.rows, bytes: messages.bytes + files.bytes }
  },
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM inbound_messages WHERE id = ANY(ARRAY(
        SELECT id FROM inbound_messages WHERE id < uuidv7_floor(${before}) ORDER BY id LIMIT ${mostAtOnce}))`.execute(
        tx,
      ),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})

/** What the business wrote from its phone. */
export const echoedKept = ({ db }: Platform): Kept => ({
  what: "echoed_messages",
  description: "What was written to contacts in the app on the business's phone, with its files",
  atLeastDays: 30,
  async measure(tx, before) {
    const messages = await measureRows(tx, "echoed_messages", sql`id < uuidv7_floor(${before})`)
    const files = await measureFiles(tx, sql`echoed_message_id < uuidv7_floor(${before})`)
    return { rows: messages.rows, bytes: messages.bytes + files.bytes }
  },
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM echoed_messages WHERE id = ANY(ARRAY(
        SELECT id FROM echoed_messages WHERE id < uuidv7_floor(${before}) ORDER BY id LIMIT ${mostAtOnce}))`.execute(
        tx,
      ),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})

/** The files of both: their messages stay, and say that the file does not. */
export const filesKept = ({ db }: Platform): Kept => ({
  what: "conversation_media",
  description: "Pictures, voice messages and other files of conversations, while their messages stay",
  // Meta has none of them any more, so that none comes back.
  atLeastDays: 8,
  measure: (tx, before) => measureFiles(tx, sql`id < uuidv7_floor(${before})`),
  deleteSome: ({ after, before }) =>
    db.system(async (tx) => {
      const since = after ? sql`id >= uuidv7_floor(${after})` : sql`true`
      const { rows } = await sql<{ id: string; workspace_id: string }>`
        UPDATE conversation_media SET state = 'failed', failure = 'kept_no_longer', failure_detail = NULL, bytes = NULL
        WHERE id = ANY(ARRAY(
          SELECT id FROM conversation_media
          WHERE state = 'fetched' AND id < uuidv7_floor(${before}) AND ${since} ORDER BY id LIMIT ${mostFilesAtOnce} FOR UPDATE))
        RETURNING id, workspace_id`.execute(tx)
      await abandonFiles(tx, rows)
      return rows.length === mostFilesAtOnce
    }),
})

/** How many files a condition on conversation_media names, and what they take in the file store. */
async function measureFiles(tx: Tx, condition: RawBuilder<unknown>): Promise<Freed> {
  const { rows } = await sql<Freed>`
    SELECT count(*) AS rows, coalesce(sum(bytes), 0)::bigint AS bytes FROM conversation_media
    WHERE state = 'fetched' AND ${condition}`.execute(tx)
  return rows[0] ?? { rows: 0, bytes: 0 }
}
