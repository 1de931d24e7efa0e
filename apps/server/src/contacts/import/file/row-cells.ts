import { type AttributeData, maySayNothing, saysNothing } from "@parley/model"
import { readCell } from "../../../platform/files/csv.ts"
import { lengths } from "../../contact.ts"
import { readCountry } from "../../locale.ts"
import { readAttribute, readPhone } from "./cells.ts"
import type { Field } from "./column-names.ts"
import type { Column } from "./columns.ts"
import type { RowContext } from "./row.ts"
import { type Refusal, refusal, type Warning } from "./row-refusal.ts"
import type { SourceRow } from "./source.ts"

/** Of a field: what its cell says, and which column it is in. */
export type Values = ReadonlyMap<Field, { cell: string; column: string }>

/** Why a row cannot be read, whatever its cells say; undefined: it can. */
export function faultOfRow({ fault, cells }: SourceRow, columns: readonly Column[]): Refusal | undefined {
  if (fault) return fault
  // Spreadsheets end rows with delimiters of columns that nobody named, and leave out empty cells at the end.
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
    return refusal("too_many_cells", `The row has ${cells.length} cells, the first line ${columns.length}.`)
  }
  return undefined
}

/** JSON says more than a text where there should be one. */
const isNested = (value: unknown) => typeof value === "object" && value !== null && !(value instanceof Date)

/** The cells that say something: those of fields, and those that become attributes or properties. */
export function sortCells(
  row: SourceRow,
  columns: readonly Column[],
  { nullIsEmpty }: RowContext,
  warnings: Warning[],
): { values: Values; members: ReadonlyMap<string, AttributeData> } {
  const values = new Map<Field, { cell: string; column: string }>()
  const members = new Map<string, AttributeData>()
  for (const [index, column] of columns.entries()) {
    if (column.kind === "ignored") continue
    const cell = readCell(row.cells[index] ?? "")
    if (cell === "" || saysNothing(cell) || (nullIsEmpty === true && maySayNothing(cell))) continue
    const value = row.values?.[index]
    if (column.kind === "field") {
      if (isNested(value))
        warnings.push({
          column: column.name,
          code: "value_not_text",
          reason: `${cell.slice(0, 40)} is no text.`,
        })
      else values.set(column.field, { cell, column: column.name })
      continue
    }
    const read = readAttribute(cell, value, column)
    if (read.ok) members.set(column.key, read.value)
    else warnings.push({ column: column.name, code: read.code, reason: read.message })
  }
  return { values, members }
}

export const tooLong = (name: string, length: number, limit: number) =>
  `${name} has ${length} characters; at most ${limit} are kept.`

/** By what a row names its person. */
export function readIdentifiers(
  values: Values,
  defaultCountry: string | undefined,
): { patch: { external_id?: string; phone?: string }; phoneCountry: string | undefined } | Refusal {
  const externalId = values.get("external_id")?.cell
  if (externalId !== undefined && externalId.length > lengths.external_id) {
    return refusal("value_too_long", tooLong("external_id", externalId.length, lengths.external_id))
  }
  const country = readCountry(values.get("country")?.cell ?? "") ?? defaultCountry
  const written = values.get("phone")?.cell
  const phone =
    written === undefined && externalId !== undefined ? undefined : readPhone(written ?? "", country)
  if (phone && "code" in phone) return phone
  return {
    patch: {
      ...(phone && { phone: phone.e164 }),
      ...(externalId !== undefined && { external_id: externalId }),
    },
    phoneCountry: phone?.country,
  }
}

/** How the dates of a column are written, where it is known. */
export function dateOrderOf(field: Field, columns: readonly Column[]) {
  const column = columns.find((one) => one.kind === "field" && one.field === field)
  return column?.kind === "field" ? column.dateOrder : undefined
}
