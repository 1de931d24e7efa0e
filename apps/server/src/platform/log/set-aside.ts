import { type Database, sql, storableText, type Tx, wakeAfterCommit } from "../database/index.ts"
import { type Entry, type Fault, triesBeforeAside } from "./apply-entries.ts"
import { logChannel } from "./partitions.ts"

/** What could not be applied, as an operator sees it. */
export interface SetAside {
  id: string
  topic: string
  /** Why the last try failed. */
  failure: string
  tries: number
  /** When it arrived. */
  received_at: Date
  set_aside_at: Date
  /** Length of the payload, in characters. */
  characters: number
}

/** Keeps the parts of an entry that cannot be applied, and takes the entry out of the log in the same transaction. */
export async function setAside(
  db: Database,
  { topic, partition }: { topic: string; partition: number },
  { position, receivedAt }: Entry,
  faults: readonly Fault[],
): Promise<void> {
  await db.system(async (tx) => {
    if (faults.length > 0) {
      await tx
        .insertInto("log_set_aside")
        .values(
          faults.map(({ payload, failure }) => ({
            topic,
            partition,
            payload: storableText(payload),
            failure: storableText(String(failure)),
            tries: triesBeforeAside,
            received_at: receivedAt,
          })),
        )
        .execute()
    }
    await tx
      .deleteFrom("log_entries")
      .where("topic", "=", topic)
      .where("partition", "=", partition)
      .where("position", "=", position)
      .execute()
  })
}

const shown = ["id", "topic", "failure", "tries", "received_at", "set_aside_at"] as const

/** What was set aside, the oldest first. @param after the id that the page before ended with */
export function listSetAside(
  tx: Tx,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<SetAside[]> {
  return tx
    .selectFrom("log_set_aside")
    .select([...shown, sql<number>`length(payload)`.as("characters")])
    .$if(after !== undefined, (query) => query.where("id", ">", after ?? ""))
    .orderBy("id")
    .limit(limit)
    .execute()
}

/** One with its payload. */
export function readSetAside(tx: Tx, id: string): Promise<(SetAside & { payload: string }) | undefined> {
  return tx
    .selectFrom("log_set_aside")
    .select([...shown, "payload", sql<number>`length(payload)`.as("characters")])
    .where("id", "=", id)
    .executeTakeFirst()
}

/**
 * Puts what was set aside back into the log, behind what waits there; it is set aside again when it still cannot be applied.
 * @param id one of them; undefined: all
 * @returns how many
 */
export async function applyAgain(tx: Tx, id?: string): Promise<number> {
  const chosen = id === undefined ? sql`true` : sql`id = ${id}`
  const { rows } = await sql<{ entries: number; name: string }>`
    WITH taken AS (
      DELETE FROM log_set_aside WHERE ${chosen} RETURNING *
    ), again AS (
      INSERT INTO log_entries (topic, partition, bytes, payload, received_at)
      SELECT topic, partition, length(payload), convert_to(payload, 'UTF8'), received_at FROM taken ORDER BY id
      RETURNING topic, partition
    )
    SELECT topic || ':' || partition AS name, count(*) AS entries FROM again GROUP BY topic, partition
  `.execute(tx)
  for (const { name } of rows) wakeAfterCommit(logChannel, name)
  return rows.reduce((sum, { entries }) => sum + entries, 0)
}

/** Forgets one for good. @returns whether there was one */
export async function forgetSetAside(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom("log_set_aside").where("id", "=", id).executeTakeFirst()
  return numDeletedRows > 0
}

/** Phones and Meta's user ids are longer; what is shorter stands in many texts. */
const shortestIdentifier = 7

/** Forgets what names people of the workspace who are erased, by one of these texts. */
export async function eraseSetAside(tx: Tx, identifiers: readonly string[]): Promise<void> {
  const telling = identifiers.filter((text) => text.length >= shortestIdentifier)
  await sql`SELECT erase_set_aside(${telling}::text[])`.execute(tx)
}
