import type { AttributeType } from "@parley/model"
import { asColumn, type Column, type PlannedColumn, planColumns, requireIdentifier } from "./columns.ts"
import { readContactRow } from "./contact-row.ts"
import { readEventRow } from "./event-row.ts"
import { FileRefused } from "./file-refused.ts"
import type { FileRow, RowContext } from "./row.ts"
import type { SourceRow } from "./source.ts"

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
    this.#context = context
    this.#columns = plan.map((column) => this.#columnOf(column))
    this.#catalogue = catalogue
  }

  get plan(): readonly PlannedColumn[] {
    return this.#plan
  }

  /** @param names of the columns, as far as they are known now */
  read(rows: readonly SourceRow[], names: readonly string[]): FileRow[] {
    this.planMore(rows, names)
    const read = this.#context.kind === "events" ? readEventRow : readContactRow
    return rows.map((row) => read(row, this.#columns, this.#context))
  }

  /** Plans the columns that came up only now, by these rows. */
  planMore(rows: readonly SourceRow[], names: readonly string[]): void {
    if (names.length <= this.#plan.length) return
    const known = this.#plan
    const wanted = known.filter(({ name }) => name !== "")
    const all = planColumns(names, rows, { kind: this.#context.kind, wanted, catalogue: this.#catalogue })
    known.push(...all.slice(known.length))
    this.#columns = known.map((column) => this.#columnOf(column))
  }

  #columnOf(planned: PlannedColumn): Column {
    const { kind = "contacts" } = this.#context
    const column = asColumn(planned, kind)
    if (column) return column
    const [whose, member] = kind === "contacts" ? ["contacts", "attributes"] : ["events", "properties"]
    throw new FileRefused(
      "column_target_unknown",
      `"${planned.target?.slice(0, 80)}" is neither a field of ${whose} nor ${member}.<name> of up to 255 characters.`,
    )
  }
}
