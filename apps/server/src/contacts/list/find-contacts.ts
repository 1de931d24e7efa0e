/** Finding contacts by what they are known by. Each column is asked on its own, as one OR over all of them was planned as a walk
 *  through the whole table: 640 ms among a million contacts, measured. */
import { homeOfPhone, isBsuid, typedDigits, typedPhoneStarts, waIdVariants } from "@parley/whatsapp/phone"
import type { RawBuilder } from "kysely"
import { type Hit, type Search, sql, type Tx } from "../../platform/database/index.ts"

/** One way to find contacts: what is compared with what was typed, in the table that an index of it is on. */
interface Way {
  table?: "contact_name_parts" | "contact_identities"
  /** Of its rows only these. */
  only?: RawBuilder<boolean>
  column: string
  text: RawBuilder<string>
  /** Not its start: all of it. */
  isWhole?: true
}

/** What somebody typed into a search, as each identifier would have it. */
export interface Typed {
  text: string
  phoneStarts: readonly string[]
}

/** Reads what was typed. A phone may be written as it is dialled at home, where the workspace has numbers. */
export async function readTyped(tx: Tx, text: string): Promise<Typed> {
  if (typedDigits(text) === undefined) return { text: text.trim(), phoneStarts: [] }
  const starts = typedPhoneStarts(text, await numberCountries(tx))
  const forms = starts.flatMap((start) => waIdVariants(start.slice(1)).map((digits) => `+${digits}`))
  return { text: text.trim(), phoneStarts: [...new Set(forms)] }
}

/** Where the numbers of the workspace are, as far as that is known. */
async function numberCountries(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ phone: string }>`
    SELECT DISTINCT display_phone_number AS phone FROM numbers WHERE disconnected_at IS NULL LIMIT 100`.execute(
    tx,
  )
  return [...new Set(rows.flatMap(({ phone }) => homeOfPhone(phone) ?? []))]
}

// As the index of what counts now has it.
const isAlias = sql<boolean>`kind = 'alias' AND until IS NULL`
const isFormerExternalId = sql<boolean>`kind = 'external' AND until IS NULL`

/** Where contacts are looked for, what people mean most often first. Names without accents, in any case and order. */
function waysOf({ text, phoneStarts }: Typed): Way[] {
  const folded = sql<string>`fold_text(${text.replace(/\s*,\s*/g, " ")})`
  const ways: Way[] = [
    { column: "name_folded", text: folded },
    { column: "last_name_folded", text: folded },
    { table: "contact_name_parts", column: "part", text: folded },
    ...phoneStarts.map((start): Way => ({ column: "phone", text: sql<string>`${start}` })),
    ...phoneStarts.map(
      (start): Way => ({ column: "wa_id", text: sql<string>`${start.slice(1)}`, isWhole: true }),
    ),
    { column: "external_id", text: sql`${text}` },
    { table: "contact_identities", column: "value", text: sql`${text}`, only: isAlias },
    { table: "contact_identities", column: "value", text: sql`${text}`, only: isFormerExternalId },
  ]
  if (phoneStarts.length === 0) ways.push({ column: "email_folded", text: folded })
  if (isBsuid(text)) ways.push({ column: "bsuid", text: sql`${text}`, isWhole: true })
  return ways
}

/**
 * The ids of a page of the contacts that `typed` finds, in the order of their creation.
 * @param isWanted a condition that they meet besides, of columns of `contacts`
 */
export function idsOfFound(
  workspaceId: string,
  typed: Typed,
  {
    after,
    order,
    limit,
    isWanted,
  }: {
    after: string | undefined
    order: "asc" | "desc"
    limit: number
    isWanted?: RawBuilder<boolean> | undefined
  },
): RawBuilder<string> {
  const beyond = sql.raw(order === "desc" ? "<" : ">")
  const behind = after === undefined ? undefined : sql`${beyond} ${after}`
  const part = sql`ORDER BY id ${sql.raw(order)} LIMIT ${limit}`
  return sql`(SELECT id FROM (${found(workspaceId, typed, { behind, isWanted, part })}) AS found ${part})`
}

/** The ids of all contacts that `typed` finds, of each way to find them no more than `limit`: enough to count up to there. */
export const idsToCount = (
  workspaceId: string,
  typed: Typed,
  { limit, isWanted }: { limit: number; isWanted?: RawBuilder<boolean> | undefined },
): RawBuilder<unknown> =>
  found(workspaceId, typed, { behind: undefined, isWanted, part: sql`LIMIT ${limit}` })

function found(
  workspaceId: string,
  typed: Typed,
  {
    behind,
    isWanted,
    part,
  }: {
    behind: RawBuilder<unknown> | undefined
    isWanted: RawBuilder<boolean> | undefined
    part: RawBuilder<unknown>
  },
): RawBuilder<unknown> {
  const each = waysOf(typed).map((way) => {
    const id = sql.raw(way.table === undefined ? "id" : "contact_id")
    const wanted = isWanted ?? sql`true`
    const further =
      way.table === undefined || isWanted === undefined
        ? wanted
        : sql`EXISTS (SELECT FROM contacts WHERE id = contact_id AND ${wanted})`
    const after = behind === undefined ? sql`true` : sql`${id} ${behind}`
    return sql`(SELECT ${id} AS id FROM ${sql.table(way.table ?? "contacts")}
      WHERE workspace_id = ${workspaceId} AND ${isFound(way)} AND ${after} AND ${further} ${part})`
  })
  return sql.join(each, sql` UNION `)
}

const isFound = ({ column, text, isWhole, only }: Way) =>
  sql`${only === undefined ? sql`` : sql`${only} AND `}${sql.ref(column)} ${sql.raw(isWhole ? "=" : "^@")} ${text}`

/** The contacts that fit best: those with exactly this word before those whose word continues. */
export async function searchContacts(tx: Tx, { text, limit }: Search): Promise<Hit[]> {
  const typed = await readTyped(tx, text)
  const found = waysOf(typed).map((way, rank) => {
    const id = sql.raw(way.table === undefined ? "id" : "contact_id")
    const column = sql.ref(way.column)
    return sql`(SELECT ${id} AS id, ${rank}::integer AS rank, ${column} AS matched,
      ${column} <> ${way.text} AND NOT ${column} ^@ (${way.text} || ' ') AS goes_on
      FROM ${sql.table(way.table ?? "contacts")} WHERE ${isFound(way)} ORDER BY ${column}, ${id} LIMIT ${limit})`
  })
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
