import {
  type AttributeType,
  attributeKey,
  attributeName,
  attributeTypes,
  type DateOrder,
  isPlainNumber,
  maySayNothing,
  readWrittenInstant,
  saysNothing,
} from "@parley/model"
import { z } from "zod"
import { readCell } from "../../../platform/files/csv.ts"
import { type Field, type ImportKind, isField, isPerhapsConsent, meaningOf } from "./column-names.ts"
import { FileRefused } from "./file-refused.ts"
import type { SourceRow } from "./source.ts"

/** What one column of a file becomes. */
export const plannedColumn = z
  .object({
    name: z.string().describe("As it is in the file"),
    target: z
      .string()
      .nullable()
      .describe(
        "A field such as phone, consent_at or event_at, `attributes.<name>` (of events `properties.<name>`), or null: the column is ignored",
      ),
    type: z.enum(attributeTypes).optional().describe("Of an attribute or property"),
    date_order: z.enum(["dmy", "mdy"]).optional().describe("How 03/04/2026 is read in this column"),
  })
  .meta({ id: "ImportColumn" })
export type PlannedColumn = z.output<typeof plannedColumn>

export type Column =
  | { kind: "field"; name: string; field: Field; dateOrder: DateOrder | undefined }
  | {
      kind: "attribute" | "property"
      name: string
      key: string
      type: AttributeType
      dateOrder: DateOrder | undefined
    }
  | { kind: "ignored"; name: string }

/** With what the names of those columns begin that become members of something. */
const prefixes = { contacts: "attributes.", events: "properties." } as const
/** Which properties events may not have. */
const reserved = ["time", "event_name", "product_id", "quantity", "price", "currency"].map(
  (name) => prefixes.events + name,
)
const maxColumns = 5000
/** What contacts may have; more are not guessed. */
const mostAttributes = 200

/** The field or attribute that a target names; undefined where there is no such. */
export function asColumn(
  { name, target, type, date_order }: PlannedColumn,
  kind: ImportKind,
): Column | undefined {
  const dateOrder = date_order
  if (target === null) return { kind: "ignored", name }
  if (isField(target, kind)) return { kind: "field", name, field: target, dateOrder }
  if (!target.startsWith(prefixes[kind])) return undefined
  const key = target.slice(prefixes[kind].length)
  if (!attributeName.safeParse(key).success) return undefined
  const member = kind === "contacts" ? "attribute" : "property"
  return { kind: member, name, key, type: type ?? "text", dateOrder }
}

/** Columns that a file of refused rows has in front. */
const ofRefusedRows = ["line", "code", "reason"]

/**
 * What the columns of a file become: as they are asked to, else by what they are called and what is in them. Pure.
 * @param sample the first rows of the file, by which types are guessed
 * @param catalogue the types of attributes that contacts have already
 * @throws FileRefused when a column that is asked for is not there, or two become the same
 */
export function planColumns(
  names: readonly string[],
  sample: readonly SourceRow[],
  {
    kind = "contacts",
    wanted = [],
    catalogue,
  }: {
    /** What the rows are. Default: contacts */
    kind?: ImportKind | undefined
    wanted?: readonly PlannedColumn[]
    catalogue: ReadonlyMap<string, AttributeType>
  },
): PlannedColumn[] {
  if (names.length > maxColumns) {
    throw new FileRefused(
      "too_many_columns",
      `The file has ${names.length} columns; at most ${maxColumns} are read.`,
    )
  }
  const asked = askedFor(names, wanted)
  const isOfRefused = ofRefusedRows.every((name, index) => names[index] === name)
  const taken = new Set([...asked.values()].flatMap(({ target }) => target ?? []))
  const guesses = guessFields(names, taken, kind)
  let attributes = [...taken].filter((target) => target.startsWith(prefixes[kind])).length
  if (kind === "events") for (const target of reserved) taken.add(target)
  const withType = (column: PlannedColumn, index: number) => typed(column, index, { sample, catalogue, kind })
  return names.map((name, index): PlannedColumn => {
    const said = asked.get(index)
    if (said) return withType(said, index)
    if (name === "" || (isOfRefused && index < ofRefusedRows.length)) return { name, target: null }
    const field = guesses.get(index)
    if (field !== undefined) return withType({ name, target: field }, index)
    const target = freeMember(name, index, taken, prefixes[kind])
    if (target === undefined || attributes === mostAttributes) return { name, target: null }
    attributes += 1
    taken.add(target)
    return withType({ name, target }, index)
  })
}

/** By its place, what each column is asked to become; of several with one name, the first. */
function askedFor(names: readonly string[], wanted: readonly PlannedColumn[]): Map<number, PlannedColumn> {
  const asked = new Map<number, PlannedColumn>()
  const seen = new Map<string, string>()
  for (const one of wanted) {
    const index = names.findIndex((name, place) => name === one.name.trim() && !asked.has(place))
    if (index === -1) {
      throw new FileRefused("column_missing", `The file has no column "${one.name.slice(0, 80)}".`)
    }
    asked.set(index, one)
    if (one.target === null) continue
    const first = seen.get(one.target)
    if (first !== undefined) {
      throw new FileRefused(
        "duplicate_column",
        `Columns "${first.slice(0, 80)}" and "${one.name.slice(0, 80)}" both become ${one.target}.`,
      )
    }
    seen.set(one.target, one.name)
  }
  return asked
}

/** Of the columns that may be about a field, the one that is so most surely. */
function guessFields(names: readonly string[], taken: Set<string>, kind: ImportKind): Map<number, Field> {
  const best = new Map<Field, { index: number; rank: number }>()
  for (const [index, name] of names.entries()) {
    const meaning = name.toLowerCase().startsWith(prefixes[kind]) ? undefined : meaningOf(name, kind)
    if (meaning === undefined || taken.has(meaning.field)) continue
    const known = best.get(meaning.field)
    if (known === undefined || meaning.rank < known.rank)
      best.set(meaning.field, { index, rank: meaning.rank })
  }
  for (const field of best.keys()) taken.add(field)
  return new Map([...best].map(([field, { index }]) => [index, field]))
}

/** `attributes.city` for `City`, with a number behind it where another column has that already. */
function freeMember(
  name: string,
  index: number,
  taken: ReadonlySet<string>,
  prefix: string,
): string | undefined {
  const plain = name.normalize("NFC")
  const isPrefixed = plain.toLowerCase().startsWith(prefix)
  const key = attributeKey(isPrefixed ? plain.slice(prefix.length) : plain) || `column_${index + 1}`
  for (let count = 1; count < 100; count += 1) {
    const free = count === 1 ? key : `${key.slice(0, 60)}_${count}`
    if (!attributeName.safeParse(free).success) return undefined
    if (!taken.has(prefix + free)) return prefix + free
  }
  return undefined
}

const dates: ReadonlySet<string | null> = new Set(["consent_at", "date_of_birth", "event_at"])

function typed(
  column: PlannedColumn,
  index: number,
  {
    sample,
    catalogue,
    kind,
  }: {
    sample: readonly SourceRow[]
    catalogue: ReadonlyMap<string, AttributeType>
    kind: ImportKind
  },
): PlannedColumn {
  const prefix = prefixes[kind]
  const isDay = dates.has(column.target)
  if (!column.target?.startsWith(prefix) && !isDay) return column
  const values = sample.flatMap((row) => {
    const value = row.values?.[index] ?? readCell(row.cells[index] ?? "")
    return value === "" || (typeof value === "string" && (saysNothing(value) || maySayNothing(value)))
      ? []
      : [value]
  })
  const known = kind === "contacts" ? catalogue.get(column.target?.slice(prefix.length) ?? "") : undefined
  const type = column.type ?? known ?? typeOf(values, kind === "contacts" ? isPlainNumber : isAmount)
  const dateOrder = column.date_order ?? (type === "date" || isDay ? orderOf(values) : undefined)
  return {
    ...column,
    ...(isDay ? {} : { type }),
    ...(dateOrder === undefined ? {} : { date_order: dateOrder }),
  }
}

/** Properties are counted with and not shown to people: `19.90` is a number there, `007` is none. */
const isAmount = (text: string) => /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text)

/** The type that all values have; text where they differ, and where a number would be written in another way than in the file. */
function typeOf(values: readonly unknown[], isNumber: (text: string) => boolean): AttributeType {
  if (values.length === 0) return "text"
  const all = (is: (value: unknown) => boolean) => values.every(is)
  if (all((value) => typeof value === "boolean" || /^(true|false)$/i.test(String(value)))) return "boolean"
  if (all((value) => typeof value === "number" || (typeof value === "string" && isNumber(value))))
    return "number"
  if (all(Array.isArray))
    return all((value) => Array.isArray(value) && value.every(isObject)) ? "array_of_objects" : "array"
  if (all(isObject)) return "object"
  if (all((value) => typeof value === "string" && isDate(value))) return "date"
  return "text"
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)

/** Numbers alone may be anything; a column of dates has something between the numbers. */
const isDate = (text: string) =>
  !/^[\d.,]+$/.test(text) || /^\d\d?\.\d\d?\.\d{4}$/.test(text)
    ? readWrittenInstant(text, "dmy") !== undefined || readWrittenInstant(text, "mdy") !== undefined
    : false

/** Whether a column's dates begin with the day or the month, as those of them tell that can only be read in one way. */
function orderOf(values: readonly unknown[]): DateOrder | undefined {
  const parts = values.flatMap((value) => {
    const [, first, second] = /^(\d\d?)[-/](\d\d?)[-/]\d{4}/.exec(String(value)) ?? []
    return first === undefined ? [] : [{ first: Number(first), second: Number(second) }]
  })
  const isDayFirst = parts.some(({ first }) => first > 12)
  if (isDayFirst === parts.some(({ second }) => second > 12)) return undefined
  return isDayFirst ? "dmy" : "mdy"
}

/** Columns whose names say that people agreed to something; whether to WhatsApp, a person has to say. */
export const perhapsConsentColumns = (columns: readonly PlannedColumn[]): string[] =>
  columns
    .filter(({ name, target }) => target !== "subscription_state" && isPerhapsConsent(name))
    .map(({ name }) => name)

/** @throws FileRefused when nobody can be recognised by a file with these columns */
export function requireIdentifier(columns: readonly PlannedColumn[]): void {
  if (columns.some(({ target }) => target === "phone" || target === "external_id")) return
  // Without a line of names it is somebody's row: what tells who they are is not repeated, as it is kept.
  const seen = columns.slice(0, 10).map(({ name }) => (/@|\d{4}/.test(name) ? "…" : `"${name.slice(0, 40)}"`))
  throw new FileRefused(
    "no_phone_column",
    `No column has phone numbers or external ids. The first line must name the columns; it has ${seen.join(", ")}.`,
  )
}

/**
 * Consent without a list to keep it in would be lost without a word.
 * @throws FileRefused subscription_group_required
 */
export function requireGroup(columns: readonly PlannedColumn[], subscriptionGroupId: string | null): void {
  if (subscriptionGroupId !== null) return
  const about = columns.find(({ target }) => target === "subscription_state")
  if (about === undefined) return
  throw new FileRefused(
    "subscription_group_required",
    `The column "${about.name}" says who is subscribed: choose the subscription group that it is about.`,
  )
}
