import type { Shapes } from "../api/client.ts"
import { asWords } from "../look/as-words.ts"
import { dayAndTime } from "../look/time/instants.ts"
import { amount, type Notation } from "../look/time/notation.ts"
import type { AuditDictionary } from "./audit-dictionary.ts"

type AuditRecord = Pick<Shapes["AuditRecord"], "action" | "subject" | "before" | "after" | "changed">

/** One thing that changed; undefined where there was, or is, nothing, and in both where no value is kept. */
export interface ChangedField {
  label: string
  was: string | undefined
  is: string | undefined
}

/** What happened, such as `Subscription group archived`. */
export function whatHappened(
  { action, subject: { kind }, before, after }: AuditRecord,
  { actions, kinds, turns }: AuditDictionary,
): string {
  if (before !== null && after !== null) {
    for (const field of Object.keys(after)) {
      const turn = turns[`${kind}.${field}`]
      if (turn !== undefined) return isNothing(after[field]) ? turn[1] : turn[0]
    }
  }
  return actions[action] ?? `${kinds[kind] ?? asWords(kind)} ${verbOf(action)}`
}

function verbOf(action: string): string {
  const verb = action.split(".")[1] ?? ""
  return verb === "updated" ? "changed" : asWords(verb).toLowerCase()
}

/**
 * What a record says changed, by label; without what says nothing, and without the subject's name said again.
 * @param notation for instants
 */
export function changedFields(
  { subject, before, after, changed }: AuditRecord,
  notation: Notation,
  words: AuditDictionary,
): ChangedField[] {
  if (changed !== null) {
    return changed.map((name) => ({ label: nameInWords(name, words), was: undefined, is: undefined }))
  }
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const isWhole = before === null || after === null
  return [...fields]
    .filter((field) => !words.silent.has(field))
    .map((field) => ({
      label: words.columns[field] ?? asWords(field),
      was: inWords(field, before?.[field], notation, words),
      is: inWords(field, after?.[field], notation, words),
    }))
    .filter(({ was, is }) => was !== is && !(isWhole && (was ?? is) === subject.name))
    .sort((one, other) => one.label.localeCompare(other.label))
}

/** `attributes.city` as `Attribute city`: its members gave an attribute that name. */
function nameInWords(name: string, { columns }: AuditDictionary): string {
  const [, attribute] = /^attributes\.(.+)$/.exec(name) ?? []
  return attribute === undefined ? (columns[name] ?? asWords(name)) : `Attribute ${attribute}`
}

function inWords(
  field: string,
  value: unknown,
  notation: Notation,
  { codes }: AuditDictionary,
): string | undefined {
  if (isNothing(value)) return undefined
  if (typeof value === "string" && codes.has(field)) return asWords(value)
  if (field === "messaging_limit" && value === -1) return "No limit"
  return linesOf(value, "", notation).join("\n")
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)

/** A value as lines a person can read: `Body: Hello {{1}}`, `Buttons, URL, Text: Shop now`. */
function linesOf(value: unknown, under: string, notation: Notation): string[] {
  if (isNothing(value)) return []
  if (Array.isArray(value)) {
    const isPlain = value.every((one) => typeof one !== "object")
    if (!isPlain) return value.flatMap((one) => linesOf(one, under, notation))
    return [saying(under, value.map((one) => plain(one, notation)).join(", "))]
  }
  if (typeof value === "object" && value !== null) {
    const condition = conditionInWords({ ...value })
    if (condition !== undefined) return [saying(under, condition)]
    const { type, ...rest }: Record<string, unknown> = { ...value }
    const head = typeof type === "string" ? joined(under, asWords(type)) : under
    const lines = Object.entries(rest).flatMap(([key, one]) =>
      linesOf(one, key === "text" ? head : joined(head, asWords(key)), notation),
    )
    return lines.length > 0 || head === "" ? lines : [head]
  }
  return [saying(under, plain(value, notation))]
}

const comparisons: ReadonlyMap<unknown, string> = new Map([
  ["after", "is after"],
  ["at_least", "is at least"],
  ["at_most", "is at most"],
  ["before", "is before"],
  ["contains", "contains"],
  ["equals", "is"],
  ["exists", "is set"],
  ["greater_than", "is more than"],
  ["in", "is one of"],
  ["less_than", "is less than"],
  ["missing", "is not set"],
  ["not_equals", "is not"],
  ["not_in", "is none of"],
  ["starts_with", "starts with"],
])

/** A condition of an audience: `Plan is one of free, pro`; undefined for anything else. */
function conditionInWords({ op, name, field, value }: Record<string, unknown>): string | undefined {
  const comparison = comparisons.get(op)
  const subject = name ?? field
  if (comparison === undefined || typeof subject !== "string") return undefined
  const values = isNothing(value) ? [] : [value].flat().map(String)
  return [asWords(subject), comparison, values.join(", ")].join(" ").trimEnd()
}

const joined = (under: string, name: string) => (under === "" ? name : `${under}, ${name.toLowerCase()}`)
const saying = (under: string, words: string) => (under === "" ? words : `${under}: ${words}`)

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

function plain(value: unknown, notation: Notation): string {
  if (typeof value === "boolean") return value ? "Yes" : "No"
  if (typeof value === "string" && instant.test(value)) return dayAndTime(new Date(value), notation, "short")
  return typeof value === "number" ? amount(value, notation) : String(value)
}
