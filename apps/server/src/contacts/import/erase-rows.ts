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
  // A row that could not be taken apart is one cell, with the person between its delimiters.
  await sql`
    DELETE FROM refused_rows WHERE workspace_id = ${workspaceId} AND EXISTS (
      SELECT FROM unnest(CASE cardinality(cells) WHEN 1 THEN cells || regexp_split_to_array(cells[1], '[][",;|{}:\\t]+') ELSE cells END) AS cell
      WHERE lower(btrim(cell)) = ANY (${telling}::text[])
        OR (cell !~ '[[:alpha:]]' AND right(regexp_replace(cell, '[^0-9]', '', 'g'), ${comparedDigits}::integer) = ANY (${ends}::text[])))`.execute(
    tx,
  )
  await sql`DELETE FROM import_lines WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(
    tx,
  )
  await sql`
    UPDATE import_warnings SET reason = regexp_replace(reason, '".*"', '"…"')
    WHERE workspace_id = ${workspaceId} AND reason <> regexp_replace(reason, '".*"', '"…"')`.execute(tx)
}
