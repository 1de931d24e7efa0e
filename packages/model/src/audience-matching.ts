import type { AudienceCondition, AudienceFilter, AudienceValue } from "./audience.ts"
import { instantOf } from "./instants.ts"

/** What a filter may ask of a contact, in the words of the API. */
export interface AudienceContact {
  external_id: string | null
  phone: string | null
  first_name: string | null
  last_name: string | null
  language: string | null
  country: string | null
  time_zone: string | null
  created_at: Date
  attributes: Record<string, unknown>
}

/** Whether a contact belongs to the audience. Pure; the server's SQL gives the same answer for every contact. */
export function matches(filter: AudienceFilter, contact: AudienceContact): boolean {
  if ("all" in filter) return filter.all.every((inner) => matches(inner, contact))
  if ("any" in filter) return filter.any.some((inner) => matches(inner, contact))
  if ("not" in filter) return !matches(filter.not, contact)
  return holds(filter, fieldOf(filter.field, contact))
}

function fieldOf(field: AudienceCondition["field"], contact: AudienceContact): unknown {
  if (!isAttribute(field)) return contact[field] ?? undefined
  const key = field.slice("attributes.".length)
  return Object.hasOwn(contact.attributes, key) ? (contact.attributes[key] ?? undefined) : undefined
}

const isAttribute = (field: string): field is `attributes.${string}` => field.startsWith("attributes.")

function holds(condition: AudienceCondition, actual: unknown): boolean {
  switch (condition.op) {
    case "exists":
      return actual !== undefined
    case "missing":
      return actual === undefined
    case "equals":
      return actual === condition.value
    case "not_equals":
      return actual !== condition.value
    case "in":
      return condition.value.some((value) => actual === value)
    case "not_in":
      return !condition.value.some((value: AudienceValue) => actual === value)
    case "contains":
      return typeof actual === "string" && actual.includes(condition.value)
    case "starts_with":
      return typeof actual === "string" && actual.startsWith(condition.value)
    case "greater_than":
      return typeof actual === "number" && actual > condition.value
    case "at_least":
      return typeof actual === "number" && actual >= condition.value
    case "less_than":
      return typeof actual === "number" && actual < condition.value
    case "at_most":
      return typeof actual === "number" && actual <= condition.value
    case "before":
      return compareInstants(actual, condition.value, (a, b) => a < b)
    case "after":
      return compareInstants(actual, condition.value, (a, b) => a > b)
  }
}

function compareInstants(actual: unknown, wanted: string, holds: (a: number, b: number) => boolean): boolean {
  const a = actual instanceof Date ? actual : typeof actual === "string" ? instantOf(actual) : undefined
  const b = instantOf(wanted)
  return a !== undefined && b !== undefined && holds(a.getTime(), b.getTime())
}
