/** Finding contacts by the start of what they are known by. Each column is asked on its own, as one OR over all of
 *  them was planned as a walk through the whole table: 640 ms among a million contacts, measured. */
import { typedDigits } from "@parley/whatsapp/phone"
import type { RawBuilder } from "kysely"
import { type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

interface Beginning {
  column: RawBuilder<string>
  text: RawBuilder<string>
}

/** Where contacts are looked for, what people mean most often first. Names in any case, a phone in any notation. */
function beginningsOf(typed: string): Beginning[] {
  const text = typed.trim()
  const digits = typedDigits(text)
  return [
    { column: sql`name_folded`, text: sql`lower(${text})` },
    { column: sql`last_name_folded`, text: sql`lower(${text})` },
    ...(digits === undefined ? [] : [{ column: sql<string>`phone`, text: sql<string>`${`+${digits}`}` }]),
    { column: sql`external_id`, text: sql`${text}` },
  ]
}

/**
 * The ids of a page of the contacts that `typed` finds, in the order of their creation.
 * @param isWanted a condition that they meet besides, of columns of `contacts`
 */
export function idsOfFound(
  workspaceId: string,
  typed: string,
  {
    after,
    order,
    limit,
    isWanted = sql`true`,
  }: { after: string | undefined; order: "asc" | "desc"; limit: number; isWanted?: RawBuilder<boolean> },
): RawBuilder<string> {
  const beyond = sql.raw(order === "desc" ? "<" : ">")
  const behind = after === undefined ? sql`true` : sql`id ${beyond} ${after}`
  const part = sql`ORDER BY id ${sql.raw(order)} LIMIT ${limit}`
  const pages = found(workspaceId, typed, sql`AND ${behind} AND ${isWanted} ${part}`)
  return sql`(SELECT id FROM (${pages}) AS found ${part})`
}

/** The ids of all contacts that `typed` finds, of each way to find them no more than `limit`: enough to count up to there. */
export const idsToCount = (
  workspaceId: string,
  typed: string,
  { limit, isWanted = sql`true` }: { limit: number; isWanted?: RawBuilder<boolean> },
): RawBuilder<unknown> => found(workspaceId, typed, sql`AND ${isWanted} LIMIT ${limit}`)

const found = (workspaceId: string, typed: string, further: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(
    beginningsOf(typed).map(
      ({ column, text }) =>
        sql`(SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND ${column} ^@ ${text} ${further})`,
    ),
    sql` UNION `,
  )

/** The contacts that fit best: who is called exactly so before those whose name continues. */
export async function searchContacts(tx: Tx, { text: typed, limit }: Search): Promise<Hit[]> {
  const found = beginningsOf(typed).map(
    ({ column, text }, rank) =>
      sql`(SELECT id, ${rank}::integer AS rank, ${column} AS matched, ${column} <> ${text} AS goes_on
        FROM contacts WHERE ${column} ^@ ${text} ORDER BY ${column}, id LIMIT ${limit})`,
  )
  const { rows } = await sql<Hit>`
    WITH best AS (
      SELECT DISTINCT ON (id) id, goes_on, rank, matched FROM (${sql.join(found, sql` UNION ALL `)}) AS found
      ORDER BY id, goes_on, rank
    )
    SELECT id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), phone, external_id, bsuid, 'Unnamed') AS title,
      coalesce(phone, external_id) AS detail
    FROM best JOIN contacts USING (id) ORDER BY goes_on, rank, matched, id LIMIT ${limit}`.execute(tx)
  return rows
}
