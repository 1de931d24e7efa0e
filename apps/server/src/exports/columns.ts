/** What of a contact can be in a file, and how it is read and written there. */
import { attributeName, contactFields } from "@parley/model"
import { type RawBuilder, sql } from "../platform/database/index.ts"

const ofAttributes = "attributes."
const ofContacts = [...contactFields, "wa_id", "bsuid"] as const
const times = ["created_at", "updated_at"] as const

/** Whether a file can have a column of this name. */
export function isColumn(name: string): boolean {
  if (name === "id" || isIn(ofContacts, name) || isIn(times, name)) return true
  return name.startsWith(ofAttributes) && attributeName.safeParse(name.slice(ofAttributes.length)).success
}

const isIn = (list: readonly string[], name: string) => list.includes(name)

/** What a file has where nobody chose: all fields, then all attributes. */
export const usualColumns = (attributes: readonly string[]): string[] => [
  ...contactFields,
  ...attributes.map((name) => ofAttributes + name),
]

export interface ExportedContact {
  fields: (string | null)[]
  attributes: Record<string, unknown>
}

/** For a SELECT over `contacts`, as {@link ExportedContact}: only the attributes that are wanted. */
export function selected(columns: readonly string[]): RawBuilder<unknown> {
  const plain = columns.filter((name) => !name.startsWith(ofAttributes))
  const fields = plain.map((name) =>
    isIn(times, name)
      ? sql`to_char(${sql.ref(`contacts.${name}`)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : sql`${sql.ref(`contacts.${name}`)}::text`,
  )
  const isPlain = plain.length === columns.length
  return sql`ARRAY[${sql.join(fields)}]::text[] AS fields, ${isPlain ? sql`'{}'::jsonb` : sql`contacts.attributes`} AS attributes`
}

/** The values of a contact in the order of the columns. */
export function valuesOf(columns: readonly string[], { fields, attributes }: ExportedContact): unknown[] {
  let place = 0
  return columns.map((name) => {
    if (!name.startsWith(ofAttributes)) {
      place += 1
      return fields[place - 1] ?? null
    }
    const attribute = name.slice(ofAttributes.length)
    return Object.hasOwn(attributes, attribute) ? attributes[attribute] : null
  })
}

/** A value in a cell: lists and objects as JSON, which imports read again. */
export function cellOf(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value
  return JSON.stringify(value)
}
