import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** How often a link was tapped. */
interface LinkCount {
  /** As it was written. */
  url: string
  place: string
  variant: number
  /** Messages of which it was tapped, once each. */
  people: number
  clicks: number
  /** By programs: previews, scanners, browsers that look ahead. */
  previews: number
}

/**
 * How often the links of these sources were tapped, by link and variant. A content that was written again has its links again: those that
 * say the same at the same place count together.
 */
export async function readLinkCounts(tx: Tx, sourceIds: readonly string[]): Promise<LinkCount[]> {
  const sources = rows(
    "source",
    sourceIds.map((id) => ({ id })),
    { id: "uuid" },
  )
  const { rows: counts } = await sql<LinkCount>`
    SELECT l.url, l.place, c.variant, sum(c.people)::float8 AS people, sum(c.clicks)::float8 AS clicks, sum(c.previews)::float8 AS previews
    FROM ${sources} JOIN link_counts AS c ON c.source_id = source.id JOIN links AS l ON l.id = c.link_id
    GROUP BY l.url, l.place, c.variant ORDER BY people DESC, clicks DESC, l.url, l.place, c.variant`.execute(
    tx,
  )
  return counts
}
