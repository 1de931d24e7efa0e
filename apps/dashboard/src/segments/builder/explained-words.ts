/** What decided of a person, in words. Pure. */
import type { ConditionKind } from "@parley/model"
import { attributeInWords, detailInWords } from "../../contacts/details-in-words.ts"
import { dayAndTime } from "../../look/time/instants.ts"
import { amount, type Notation } from "../../look/time/notation.ts"
import type { Draft } from "./draft.ts"

interface Asked {
  now: Date
  notation: Notation
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
const textIn = (value: unknown, name: string): string | undefined => {
  const text = memberOf(value, name)
  return typeof text === "string" ? text : undefined
}
const countIn = (value: unknown, name = "count"): number => Number(memberOf(value, name) ?? 0)
const instant = (text: string, { notation }: Asked) => dayAndTime(new Date(text), notation, "short")
const times = (count: number, { notation }: Asked) =>
  count === 0 ? "never" : count === 1 ? "once" : `${amount(count, notation)} times`

const isDay = /^\d{4}-\d\d-\d\d$/

/** A field, or an attribute. */
function known(value: unknown, { field }: Draft, asked: Asked): string {
  if (value === null || value === undefined) return "not known"
  if (typeof value !== "string") return attributeInWords(value, asked.notation)
  if (field === "created_at") return instant(value, asked)
  if (field === "date_of_birth" && !isDay.test(value)) return value
  if (field === "country" || field === "language" || field === "gender" || field === "date_of_birth")
    return detailInWords(field, value, asked)
  return value === "" ? "empty" : attributeInWords(value, asked.notation)
}

function happened(value: unknown, { op }: Draft, asked: Asked): string {
  const edge = textIn(value, op === "first" ? "first_at" : "last_at")
  if (op === "first" || op === "last")
    return edge === undefined ? "never" : `for the ${op} time on ${instant(edge, asked)}`
  const total = memberOf(value, "total")
  const last = textIn(value, "last_at")
  return [
    times(countIn(value), asked),
    ...(typeof total === "number" ? [`in all ${amount(total, asked.notation)}`] : []),
    ...(last === undefined ? [] : [`last at all on ${instant(last, asked)}`]),
  ].join(", ")
}

const words: Record<ConditionKind, (value: unknown, draft: Draft, asked: Asked) => string> = {
  contact: known,
  attribute: known,
  event: happened,
  purchase: happened,
  message: (value, _, { notation }) => {
    const count = countIn(value)
    return count === 0 ? "no such message" : count === 1 ? "1 message" : `${amount(count, notation)} messages`
  },
  subscription: (value, _, asked) => {
    const at = textIn(value, "changed_at")
    const state = textIn(value, "state")
    return state === undefined
      ? "never said anything"
      : `${state}${at === undefined ? "" : ` since ${instant(at, asked)}`}`
  },
  window: (value, _, asked) => {
    const at = textIn(value, "last_inbound_at")
    return at === undefined ? "never wrote" : `wrote last on ${instant(at, asked)}`
  },
  reachable: (value) => {
    const address = textIn(value, "phone") ?? textIn(value, "wa_id") ?? textIn(value, "bsuid")
    return address ?? "no phone and no WhatsApp ID"
  },
  random_bucket: (value, _, { notation }) => `number ${amount(Number(value), notation)}`,
  segment: (value) => (value === true ? "is in it" : "is not in it"),
  list: (value) => (value === true ? "is on it" : "is not on it"),
  tag: (value) => (value === true ? "has it" : "does not have it"),
}

/** What was found of a person for one condition, such as `3 times, last at all on Nov 22, 2026, 2:05 PM`. */
export const valueInWords = (draft: Draft, value: unknown, asked: Asked): string =>
  words[draft.on](value, draft, asked)
