import { type RawBuilder, sql } from "kysely"
import { type Columns, rows } from "./rows.ts"
import type { Tx } from "./tx.ts"

/** A table that outside news is kept in; `event_times` has the time of the newest of each fact. */
export interface FactTable<News, Changed extends object> {
  table: "business_accounts" | "numbers" | "templates"
  columns: Columns<News>
  /** Joins the rows concerned, as `known`, to the table `news`. */
  concerned: RawBuilder<unknown>
  /** What happens to a row `known` by the newest `change`: assignments. */
  set: RawBuilder<unknown>
  /** What is asked of each row that was changed: columns of `old` and `new`. */
  returning: RawBuilder<Changed>
}

/**
 * Applies news of one fact to the rows it is about: of one fact the newest wins. News that comes again or comes late changes
 * nothing, and neither does news of unknown rows. Of two of the same second the one that came last is taken.
 * @returns of each row that changed what the table returns
 */
export async function applyFacts<News extends { at: Date }, Changed extends object>(
  tx: Tx,
  { table, columns, concerned, set, returning }: FactTable<News, Changed>,
  fact: string,
  news: readonly News[],
  now: Date,
): Promise<Changed[]> {
  const { rows: changed } = await sql<Changed>`
    UPDATE ${sql.table(table)} AS known SET ${set},
      event_times = known.event_times || jsonb_build_object(${fact}::text, change.at), updated_at = ${now}
    FROM (
      SELECT DISTINCT ON (known.id) known.id, news.*
      FROM ${rows("news", news, { at: "timestamptz", ...columns })}
      ${concerned}
      ORDER BY known.id, news.at DESC, news.position DESC
    ) AS change
    WHERE known.id = change.id AND coalesce((known.event_times ->> ${fact}::text)::timestamptz <= change.at, true)
    RETURNING ${returning}
  `.execute(tx)
  return changed
}
