import { attributeKey, attributeName, contactFields } from "@parley/model"
import { readCell } from "../../../platform/csv.ts"
import { FileRefused } from "./file-refused.ts"
import { splitRecord } from "./records.ts"

const fields = [
  ...contactFields,
  "subscription_state",
  "consent_source",
  "consent_evidence",
  "consent_at",
] as const
export type Field = (typeof fields)[number]

export type Column =
  | { kind: "field"; field: Field }
  | { kind: "attribute"; key: string }
  /** Nobody named it: spreadsheets leave empty columns at the right. Or it is of a file of refused rows. */
  | { kind: "ignored" }

export interface Header {
  delimiter: string
  columns: Column[]
  /** As they are in the file, without the spaces around them. */
  names: string[]
}

const delimiters = [",", ";", "\t", "|"]
const maxColumns = 300
const spellings: ReadonlyMap<string, Field> = new Map([
  ["phone_number", "phone"],
  ["firstname", "first_name"],
  ["lastname", "last_name"],
  ["timezone", "time_zone"],
  ["whatsapp_consent", "subscription_state"], // not `subscribed`: other systems mean their e-mails by it
  ["consent_date", "consent_at"],
])

/** The delimiter that a spreadsheet program announces in a first line of its own, `sep=;`. */
export const announcedDelimiter = (line: string): string | undefined => /^sep=(.)$/i.exec(line.trim())?.[1]

/** The candidate that is most often outside quotes; a comma when none does. */
export function detectDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "")
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}

/**
 * Reads the line that names the columns. Names are taken in any case, and whatever is neither letter nor digit in them as
 * `_`: `First-Name` is `first_name`. A name that is not one of {@link FIELDS} is an attribute.
 * @throws FileRefused when no phone can be found by it, or two columns mean the same
 */
export function readHeader(text: string, delimiter: string): Header {
  if (text.includes("\uFFFD") || text.includes("\0")) {
    throw new FileRefused(
      "not_utf8",
      'The first line is not valid UTF-8. Save the file as "CSV UTF-8" and upload that.',
    )
  }
  const names = splitRecord(text, delimiter)?.map(readCell)
  if (!names) throw new FileRefused("header_unreadable", "The quotes of the first line do not fit together.")
  if (names.length > maxColumns) {
    throw new FileRefused(
      "too_many_columns",
      `The file has ${names.length} columns; at most ${maxColumns} are read.`,
    )
  }
  const ofRefusedRows = names.slice(0, 3).join() === "line,code,reason"
  const columns = names.map((name, index) => (ofRefusedRows && index < 3 ? ignored : readColumn(name)))
  if (!columns.some((column) => column.kind === "field" && column.field === "phone")) {
    const seen = names.map((name) => `"${name.slice(0, 40)}"`).slice(0, 10)
    throw new FileRefused(
      "no_phone_column",
      `No column is called "phone". The first line must name the columns; it has ${seen.join(", ")}.`,
    )
  }
  refuseUnusable(columns, names)
  refuseTwins(columns, names)
  return { delimiter, columns, names }
}

/**
 * Consent without a list to keep it in would be lost without a word.
 * @throws FileRefused subscription_group_required
 */
export function requireGroup({ columns, names }: Header, subscriptionGroupId: string | null): void {
  if (subscriptionGroupId !== null) return
  const about = columns.findIndex(
    (column) => column.kind === "field" && column.field === "subscription_state",
  )
  if (about === -1) return
  throw new FileRefused(
    "subscription_group_required",
    `The column "${names[about]}" says who is subscribed: choose the subscription group that it is about.`,
  )
}

const ignored: Column = { kind: "ignored" }
const isField = (name: string): name is Field => fields.some((field) => field === name)

function readColumn(name: string): Column {
  const written = name.normalize("NFC").toLowerCase()
  if (written === "") return ignored
  const key = attributeKey(written.replace(/^attributes\./, ""))
  const field = spellings.get(key) ?? key
  if (isField(field) && !written.startsWith("attributes.")) return { kind: "field", field }
  return { kind: "attribute", key }
}

function refuseUnusable(columns: readonly Column[], names: readonly string[]) {
  for (const [index, column] of columns.entries()) {
    if (column.kind !== "attribute" || attributeName.safeParse(column.key).success) continue
    throw new FileRefused(
      "column_name_unusable",
      `"${names[index]?.slice(0, 80)}" cannot name an attribute: use up to 63 letters, digits and _.`,
    )
  }
}

function refuseTwins(columns: readonly Column[], names: readonly string[]) {
  const seen = new Map<string, number>()
  for (const [index, column] of columns.entries()) {
    if (column.kind === "ignored") continue
    const meaning = column.kind === "field" ? column.field : `attributes.${column.key}`
    const first = seen.get(meaning)
    if (first !== undefined) {
      throw new FileRefused(
        "duplicate_column",
        `Columns ${first + 1} ("${names[first]}") and ${index + 1} ("${names[index]}") both mean ${meaning}.`,
      )
    }
    seen.set(meaning, index)
  }
}
