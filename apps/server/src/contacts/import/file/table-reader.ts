import type { AttributeType } from "@parley/model"
import { asColumn, type Column, type PlannedColumn, planColumns, requireIdentifier } from "./columns.ts"
import { FileRefused } from "./file-refused.ts"
import { type ContactRow, type RefusedRow, type RowContext, readRow } from "./row.ts"
import type { SourceRow } from "./source.ts"

export type FileRow = ContactRow | RefusedRow

/**
 * Reads rows by the plan of their columns. Columns that come up later, as keys of JSON objects may, are planned when they do.
 */
export class TableReader {
  readonly #context: RowContext
  readonly #catalogue: ReadonlyMap<string, AttributeType>
  readonly #plan: PlannedColumn[]
  #columns: Column[]

  /** @throws FileRefused when nobody can be recognised by these columns */
  constructor(
    plan: readonly PlannedColumn[],
    context: RowContext,
    catalogue: ReadonlyMap<string, AttributeType> = new Map(),
  ) {
    requireIdentifier(plan)
    this.#plan = [...plan]
    this.#columns = plan.map(columnOf)
    this.#context = context
    this.#catalogue = catalogue
  }

  get plan(): readonly PlannedColumn[] {
    return this.#plan
  }

  /** @param names of the columns, as far as they are known now */
  read(rows: readonly SourceRow[], names: readonly string[]): FileRow[] {
    if (names.length > this.#plan.length) this.#planMore(rows, names)
    return rows.map((row) => readRow(row, this.#columns, this.#context))
  }

  #planMore(rows: readonly SourceRow[], names: readonly string[]): void {
    const known = this.#plan
    const wanted = known.filter(({ name }) => name !== "")
    const all = planColumns(names, rows, { wanted, catalogue: this.#catalogue })
    known.push(...all.slice(known.length))
    this.#columns = known.map(columnOf)
  }
}

function columnOf(planned: PlannedColumn): Column {
  const column = asColumn(planned)
  if (column) return column
  throw new FileRefused(
    "column_target_unknown",
    `"${planned.target?.slice(0, 80)}" is neither a field of contacts nor attributes.<name> of up to 63 letters, digits and _.`,
  )
}
