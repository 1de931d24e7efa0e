import { type RawBuilder, sql } from "kysely"
import type { Tx } from "./tx.ts"

/** What someone looks for, and how much of it they want to see. */
export interface Search {
  text: string
  limit: number
}

/** Something that was found by its name. */
export interface Hit {
  id: string
  title: string
  detail: string | null
}

/**
 * The rows that fit `text` best: what is called exactly so, what starts so, what has a word that starts so, what contains
 * it. In any case, and however words are put together: `summer sale` finds summer_sale. Reads every row, so it is for
 * tables of hundreds.
 * @param rows a query for `id`, `title`, `detail` and `names` (text[]): what each may be found by
 */
export async function bestFitting(
  tx: Tx,
  rows: RawBuilder<unknown>,
  { text, limit }: Search,
): Promise<Hit[]> {
  const wanted = inWords(sql`${text.trim()}`)
  const { rows: hits } = await sql<Hit>`
    SELECT id, title, detail FROM (${rows}) AS thing CROSS JOIN LATERAL (
      SELECT min(CASE WHEN name = ${wanted} THEN 0
        WHEN starts_with(name, ${wanted}) THEN 1
        WHEN strpos(name, ' ' || ${wanted}) > 0 THEN 2
        WHEN strpos(name, ${wanted}) > 0 THEN 3 END) AS fit
      FROM (SELECT ${inWords(sql`given`)} AS name FROM unnest(thing.names) AS given) AS folded
    ) AS fitting
    WHERE fit IS NOT NULL ORDER BY fit, lower(title), id LIMIT ${limit}`.execute(tx)
  return hits
}

const inWords = (text: RawBuilder<unknown>) => sql`lower(translate(${text}, '_-./@()', '       '))`
