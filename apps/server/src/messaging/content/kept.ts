import { sql } from "../../platform/database/index.ts"
import type { Kept, Platform } from "../../platform/define-room.ts"
import type { Freed } from "../../platform/retention/index.ts"

const mostAtOnce = 500

/** What single messages said: answers of members, and what programs wrote. What campaigns say stays. */
export const textsKept = ({ db }: Platform): Kept => ({
  what: "message_texts",
  description: "What single messages said, such as answers to people, while the messages stay",
  atLeastDays: 7,
  measure: async (tx, before) => {
    const { rows } = await sql<Freed>`
      SELECT count(*) AS rows, coalesce(sum(pg_column_size(body)), 0)::bigint AS bytes
      FROM contents WHERE used_at < ${before}`.execute(tx)
    return rows[0] ?? { rows: 0, bytes: 0 }
  },
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`
        UPDATE contents SET body = '{"kind": "deleted"}', digest = sha256(uuid_send(id)), used_at = NULL, named_blocks = NULL, named_files = NULL
        WHERE used_at < ${before} AND id = ANY(ARRAY(
          SELECT id FROM contents AS c
          WHERE used_at < ${before} AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.content_id = c.id)
            AND NOT EXISTS (SELECT FROM source_variants AS v WHERE v.content_id = c.id)
          ORDER BY used_at LIMIT ${mostAtOnce}))`.execute(tx),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})
