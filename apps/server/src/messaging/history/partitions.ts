import pg from "pg"
import { createClient } from "../../platform/database/index.ts"

/** Taking a month out waits for transactions that have read it, and nothing waits for it: after so long it goes on next time. */
const purpose = { name: "retention", statementMs: 10_000 }

/**
 * Drops the oldest month of messages whose last moment is before an instant, as a whole: a file instead of millions of rows.
 * A month of which a message still waits in the outbox stays, as that message needs it.
 * @returns its name; `waiting`: a long transaction, such as a backup, has it open; undefined: there is none
 */
export async function dropOldestPartition(
  databaseUrl: string,
  before: Date,
): Promise<{ name: string } | "waiting" | undefined> {
  const client = createClient(databaseUrl, purpose)
  await client.connect()
  try {
    const { rows } = await client.query<Month>(oldestMonth, [before])
    const [month] = rows
    if (!month) return undefined
    await detach(client, month)
    await client.query(`DROP TABLE ${client.escapeIdentifier(month.name)}`)
    return { name: month.name }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "57014") return "waiting"
    throw error
  } finally {
    await client.end()
  }
}

interface Month {
  name: string
  /** null: taken out already, by a process that died before it dropped the table. */
  state: "attached" | "leaving" | null
}

/** Concurrently: a plain one would lock all messages, and wait for every statement on them while all others wait for it. */
async function detach(client: pg.Client, { name, state }: Month): Promise<void> {
  if (state === null) return
  const how = state === "leaving" ? "FINALIZE" : "CONCURRENTLY"
  await client.query(`ALTER TABLE messages DETACH PARTITION ${client.escapeIdentifier(name)} ${how}`)
}

const oldestMonth = `
  SELECT c.relname AS name, CASE WHEN i.inhdetachpending THEN 'leaving' WHEN i.inhrelid IS NOT NULL THEN 'attached' END AS state
  FROM pg_class AS c LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.relname ~ '^messages_\\d{4}_\\d\\d$' THEN
      (make_date(substr(c.relname, 10, 4)::integer, substr(c.relname, 15, 2)::integer, 1) + interval '1 month') AT TIME ZONE 'UTC'
    END AS at
  ) AS ends
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND ends.at <= $1
    AND NOT EXISTS (SELECT FROM outbox WHERE id < uuidv7_floor(ends.at))
  ORDER BY c.relname LIMIT 1`
