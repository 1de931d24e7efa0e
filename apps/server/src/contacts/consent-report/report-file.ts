import type { RawBuilder, Tx } from "../../platform/database/index.ts"
import { writeRows } from "../../platform/files/csv.ts"
import type { Platform } from "../../platform/index.ts"

const pageRows = 1_000

/** After which contact a page continues, and how many it has. */
export interface ReportPage {
  after: string | null
  limit: number
}

type Cell = string | Date | null

/**
 * A report as CSV, a page at a time, each in a transaction of its own: a million people take no memory and hold nothing open.
 * @param columns their names, and what each has of a row
 * @param listOf the rows of a page, in the order of their ids
 */
export async function* reportFile<Row extends { id: string }>(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  columns: Readonly<Record<string, (row: Row) => Cell>>,
  listOf: (page: ReportPage) => RawBuilder<Row>,
): AsyncGenerator<string> {
  yield writeRows([Object.keys(columns)])
  const cells = Object.values(columns)
  const read = (after: string | null) =>
    db.workspace(workspaceId, async (tx: Tx) => {
      const { rows } = await listOf({ after, limit: pageRows }).execute(tx)
      return rows
    })
  let after: string | null = null
  for (;;) {
    const rows: Row[] = await read(after)
    yield writeRows(rows.map((row) => cells.map((cell) => textOf(cell(row)))))
    if (rows.length < pageRows) return
    after = rows.at(-1)?.id ?? null
  }
}

const textOf = (cell: Cell): string | null => (cell instanceof Date ? cell.toISOString() : cell)

/** The columns of a person and of what proves their consent. */
export const personColumns = {
  contact_id: ({ id }: { id: string }) => id,
  external_id: ({ external_id }: { external_id: string | null }) => external_id,
  phone: ({ phone }: { phone: string | null }) => phone,
  first_name: ({ first_name }: { first_name: string | null }) => first_name,
  last_name: ({ last_name }: { last_name: string | null }) => last_name,
}

interface Evidence {
  state: string
  source: string | null
  evidence: string | null
  actor: string | null
  given_at: Date | null
  recorded_at: Date | null
}

export const evidenceColumns = {
  state: ({ state }: Evidence) => state,
  source: ({ source }: Evidence) => source,
  evidence: ({ evidence }: Evidence) => evidence,
  actor: ({ actor }: Evidence) => actor,
  given_at: ({ given_at }: Evidence) => given_at,
  recorded_at: ({ recorded_at }: Evidence) => recorded_at,
}
