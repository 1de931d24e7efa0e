/** Who has had a message of some sources, or is about to: what campaigns send to a person again goes by it. */
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"

/** Sources that are one to a person, such as the launches of a campaign, and since when what they sent counts. */
export interface Earlier {
  sourceIds: readonly string[]
  /** null: for good. */
  since: Date | null
  /** None of their messages is older. */
  from: Date
}

/**
 * Whether a contact got one of those messages, or will: it was taken by Meta and did not fail, it is still to go, or the contact
 * was left out for comparison in its place.
 * @param contact of SQL: the id
 */
export const hasReceived = (
  contact: RawBuilder<unknown>,
  { sourceIds, since, from }: Earlier,
): RawBuilder<boolean> =>
  sql<boolean>`(
    EXISTS (SELECT FROM messages AS had WHERE had.contact_id = ${contact} AND had.source_id = ANY(${sourceIds}::uuid[])
      AND (had.status NOT IN ('dropped', 'failed') OR had.reason IN ('control', 'workspace_control'))
      AND had.id >= uuidv7_floor(${from}::timestamptz - interval '1 hour')
      AND ${since === null ? sql`true` : sql`had.decided_at > ${since}`})
    OR EXISTS (SELECT FROM outbox AS waits WHERE waits.contact_id = ${contact} AND waits.source_id = ANY(${sourceIds}::uuid[])))`

/** Which of these contacts got one of those messages, or will. */
export async function receivers(
  tx: Tx,
  contactIds: readonly string[],
  earlier: Earlier,
): Promise<ReadonlySet<string>> {
  if (contactIds.length === 0 || earlier.sourceIds.length === 0) return new Set()
  const people = contactIds.map((id) => ({ id }))
  const { rows: found } = await sql<{ id: string }>`
    SELECT DISTINCT person.id FROM ${rows("person", people, { id: "uuid" })}
    WHERE ${hasReceived(sql.ref("person.id"), earlier)}`.execute(tx)
  return new Set(found.map(({ id }) => id))
}
