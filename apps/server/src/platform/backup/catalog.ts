/** What a backup reads out of PostgreSQL's own catalog: the tables of this installation, and what has to be there before their rows. */
import type pg from "pg"

/** A table whose rows belong to a backup. */
export interface BackupTable {
  name: string
  /** Those that are stored; generated ones follow from them. */
  columns: string[]
}

/** A part of a table that migrations do not make, as its range follows from time. */
export interface Partition {
  name: string
  parent: string
  /** As PostgreSQL writes it: `FOR VALUES FROM ('…') TO ('…')`, or `(MINVALUE)` for what is older than all others. */
  bound: string
  options: string[]
}

/** Kysely's own: a restored database has them from its migrations. */
const bookkeeping = ["kysely_migration", "kysely_migration_lock"]

/** The tables of a database, each after those that it refers to. */
export async function tablesOf(client: pg.Client): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> ALL($1) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [bookkeeping],
  )
  const { rows: references } = await client.query<Reference>(
    `SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
     WHERE contype = 'f' AND conrelid <> confrelid AND conparentid = 0`,
  )
  const order = referredFirst(
    tables.map(({ name }) => name),
    references,
  )
  return tables.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
}

interface Reference {
  from: string
  to: string
}

/** The names in an order in which each comes after what it refers to. Pure. @throws Error when they refer to each other in a circle */
function referredFirst(names: readonly string[], references: readonly Reference[]): string[] {
  const order: string[] = []
  let left = [...names]
  while (left.length > 0) {
    const waiting = new Set(left)
    const next = left.filter((name) => !references.some(({ from, to }) => from === name && waiting.has(to)))
    if (next.length === 0) throw new Error(`These tables refer to each other in a circle: ${left.join(", ")}`)
    order.push(...next)
    left = left.filter((name) => !next.includes(name))
  }
  return order
}

export async function partitionsOf(client: pg.Client): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound,
       coalesce(c.reloptions, '{}') AS options
     FROM pg_class AS c JOIN pg_inherits AS i ON i.inhrelid = c.oid JOIN pg_class AS p ON p.oid = i.inhparent
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relispartition
     ORDER BY c.relname`,
  )
  return rows
}

/** What makes a partition. Nothing but names, ranges and storage options of a backup reaches SQL. @throws Error for anything else */
export function createPartition({ name, parent, bound, options }: Partition): string {
  const isKnown =
    /^\w+$/.test(name) &&
    /^\w+$/.test(parent) &&
    /^FOR VALUES FROM \((?:MINVALUE|'[\w :+.-]+')\) TO \('[\w :+.-]+'\)$/.test(bound) &&
    options.every((option) => /^\w+=[\w.]+$/.test(option))
  if (!isKnown) throw new Error(`${name} is not a partition that a backup can have.`)
  const storage = options.length > 0 ? ` WITH (${options.join(", ")})` : ""
  return `CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF "${parent}" ${bound}${storage}`
}

/** Lets the numbers that PostgreSQL counts go on after the highest of those restored. */
export async function continueCounting(client: pg.Client): Promise<void> {
  const { rows: counted } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS "table", a.attname AS "column" FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND a.attidentity <> ''`,
  )
  const each = counted.map(
    ({ table, column }) =>
      `SELECT setval(pg_get_serial_sequence('"${table}"', '${column}'), max("${column}")) FROM "${table}"`,
  )
  if (each.length > 0) await client.query(each.join("; "))
}
