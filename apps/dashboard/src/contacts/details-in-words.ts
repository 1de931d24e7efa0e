/** What is known of a contact, in words for people. Pure. */
import type { ContactField } from "@parley/model"
import { calendarDay, dayAndTime, isZone, timeOfDay } from "../look/time/instants.ts"
import type { Notation } from "../look/time/notation.ts"
import { languageName } from "../templates/language-name.ts"
import { genderWords, shownFields } from "./field-words.ts"

/** @param now is told with a time zone: what o'clock it is there */
export function detailInWords(
  field: ContactField,
  value: string,
  { now, notation }: { now: Date; notation: Notation },
): string {
  switch (field) {
    case "language":
      return languageName(value)
    case "country":
      return countryName(value)
    case "gender":
      return Object.entries(genderWords).find(([code]) => code === value)?.[1] ?? value
    case "date_of_birth":
      return calendarDay(value, notation)
    case "time_zone":
      return isZone(value)
        ? `${value.replaceAll("_", " ")} · ${timeOfDay(now, { ...notation, zone: value })}`
        : value
    default:
      return value
  }
}

const countries = new Intl.DisplayNames(["en"], { type: "region" })

function countryName(code: string): string {
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}

const writtenDay = /^\d{4}-\d\d-\d\d$/
const writtenInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/

/**
 * A value of an attribute: a text, a number, yes or no, a list as `S, M`, an object as `city: Lima, zip: 15001`.
 * @param notation dates are written by it; without it as they are kept
 */
export function attributeInWords(value: unknown, notation?: Notation): string {
  if (typeof value === "boolean") return value ? "Yes" : "No"
  if (typeof value === "string") return notation === undefined ? value : dateInWords(value, notation)
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const within = (part: unknown) => {
    const words = attributeInWords(part, notation)
    return typeof part === "object" && part !== null ? `(${words})` : words
  }
  if (Array.isArray(value)) return value.map(within).join(", ")
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${within(part)}`)
    .join(", ")
}

function dateInWords(text: string, notation: Notation): string {
  if (Number.isNaN(Date.parse(text))) return text
  if (writtenDay.test(text)) return calendarDay(text, notation)
  return writtenInstant.test(text) ? dayAndTime(new Date(text), notation, "short") : text
}

const characters = new Intl.Segmenter("en")

/** The first character of a word; undefined where that is no letter and no digit. */
function initialOf(word: string): string | undefined {
  const [first] = characters.segment(word)
  return first !== undefined && /[\p{L}\p{N}]/u.test(first.segment) ? first.segment.toUpperCase() : undefined
}

/** What stands in the place of a picture: of the first and the last of the names. Empty where there is none. */
export function initialsOf({
  first_name,
  last_name,
}: {
  first_name: string | null
  last_name: string | null
}): string {
  const words = `${first_name ?? ""} ${last_name ?? ""}`.split(/\s+/)
  const initials = words.map(initialOf).filter((initial) => initial !== undefined)
  return [initials[0], ...initials.slice(1).slice(-1)].join("")
}

/** In the order of screens; names and phone stand above them. */
export const detailFields = shownFields.filter(
  (field) => field !== "first_name" && field !== "last_name" && field !== "phone",
)
