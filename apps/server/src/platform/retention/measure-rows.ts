import { type RawBuilder, sql, type Tx } from "../database/index.ts"
import type { Freed } from "./retention.ts"

/**
 * How many rows of a table a condition names, and their share of its size with indexes and of all its partitions. Of how many
 * rows there are, PostgreSQL's own estimate is good enough.
 */
export async function measureRows(tx: Tx, table: string, condition: RawBuilder<unknown>): Promise<Freed> {
  const { rows } = await sql<Freed>`
    WITH named AS (SELECT count(*) AS rows FROM ${sql.table(table)} WHERE ${condition}),
    whole AS (
      SELECT sum(pg_total_relation_size(c.oid)) AS bytes, sum(greatest(c.reltuples, 0)) AS rows
      FROM (SELECT ${table}::regclass AS relid UNION SELECT relid FROM pg_partition_tree(${table})) AS part
      JOIN pg_class AS c ON c.oid = part.relid
    )
    SELECT named.rows, coalesce(round(whole.bytes * named.rows / nullif(greatest(whole.rows, named.rows), 0)), 0)::bigint AS bytes
    FROM named, whole
  `.execute(tx)
  return rows[0] ?? { rows: 0, bytes: 0 }
}
