import { sql, type Tx } from "../../platform/database/index.ts"

/** A cell has the person's number in some notation if its last digits are the number's: with or without country code and zeros. */
const comparedDigits = 8

/** A shorter one, such as "7", stands in many cells. */
const shortestIdentifier = 5

/**
 * Deletes the refused rows of imports that name these people, and what running imports remember of them. Whose cells the reasons of
 * warnings quote is not known, so all of the workspace go.
 */
export async function eraseImportedRows(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
  identifiers: readonly string[],
): Promise<void> {
  const endings = identifiers.flatMap((identifier) => {
    const digits = /^\+?\d+$/.test(identifier) ? identifier.replace("+", "") : ""
    return digits.length >= comparedDigits ? [digits.slice(-comparedDigits)] : []
  })
  const telling = identifiers
    .filter((identifier) => identifier.length >= shortestIdentifier)
    .map((identifier) => identifier.toLowerCase())
  const ends = [...new Set(endings)]
  await sql`
    DELETE FROM refused_rows WHERE workspace_id = ${workspaceId} AND EXISTS (
      SELECT FROM unnest(cells) AS cell
      WHERE lower(btrim(cell)) = ANY (${telling}::text[])
        OR (cell !~ '[[:alpha:]]' AND right(regexp_replace(cell, '[^0-9]', '', 'g'), ${comparedDigits}::integer) = ANY (${ends}::text[]))
        -- A row that could not be taken apart is one cell, with the person somewhere in it.
        OR (cardinality(cells) = 1 AND (
          EXISTS (SELECT FROM unnest(${telling}::text[]) AS word WHERE strpos(lower(cell), word) > 0)
          OR EXISTS (SELECT FROM unnest(${ends}::text[]) AS digits
            WHERE strpos(regexp_replace(cell, '[ ()./-]', '', 'g'), digits) > 0))))`.execute(tx)
  await sql`DELETE FROM import_lines WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(
    tx,
  )
  await sql`
    UPDATE import_warnings SET reason = regexp_replace(reason, '".*"', '"…"')
    WHERE workspace_id = ${workspaceId} AND reason <> regexp_replace(reason, '".*"', '"…"')`.execute(tx)
}
