import pg from "pg"
import { createClient } from "../../platform/database/index.ts"

/** Taking a week out waits for transactions that have read it, and nothing waits for it: after so long it goes on next time. */
const purpose = { name: "retention", statementMs: 10_000 }

/**
 * Drops the oldest partition of events whose last moment is before an instant, as a whole: a file instead of millions of rows. The
 * one of all that is older stays, and is emptied.
 * @returns its name; `waiting`: a long transaction, such as a backup, has it open; undefined: there is none
 */
export async function dropOldestEvents(
  databaseUrl: string,
  before: Date,
): Promise<{ name: string } | "waiting" | undefined> {
  const client = createClient(databaseUrl, purpose)
  await client.connect()
  try {
    const { rows } = await client.query<Weeks>(oldest, [before])
    const [weeks] = rows
    if (!weeks) return undefined
    const name = client.escapeIdentifier(weeks.name)
    if (weeks.state === "old") {
      await client.query(`TRUNCATE ${name}`)
      return { name: weeks.name }
    }
    if (weeks.state !== null) {
      const how = weeks.state === "leaving" ? "FINALIZE" : "CONCURRENTLY"
      // Concurrently: a plain one would lock all events, and wait for every statement on them while all others wait for it.
      await client.query(`ALTER TABLE events DETACH PARTITION ${name} ${how}`)
    }
    await client.query(`DROP TABLE ${name}`)
    return { name: weeks.name }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "57014") return "waiting"
    throw error
  } finally {
    await client.end()
  }
}

interface Weeks {
  name: string
  /** null: taken out already, by a process that died before it dropped the table. */
  state: "attached" | "leaving" | "old" | null
}

/** A partition is called by its first day; where it ends is told by its bound, or where it is taken out, by the next one's name. */
const oldest = `
  WITH parts AS (
    SELECT c.oid, c.relname AS name, i.inhdetachpending, i.inhrelid,
      substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \\('([^']+)'\\)$re$)::timestamptz AS ends
    FROM pg_class AS c LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^events_(old|\\d{4}_\\d\\d_\\d\\d)$'
  )
  SELECT name, CASE WHEN name = 'events_old' THEN 'old' WHEN inhdetachpending THEN 'leaving'
    WHEN inhrelid IS NOT NULL THEN 'attached' END AS state
  FROM parts
  WHERE (ends <= $1 OR inhrelid IS NULL) AND (name <> 'events_old' OR pg_relation_size(oid) > 0)
  ORDER BY ends NULLS FIRST LIMIT 1`
