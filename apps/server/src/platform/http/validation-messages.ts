import { z } from "zod"

type Issue = Parameters<NonNullable<z.core.$ZodConfig["customError"]>>[0]

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  date: "an instant",
}

/** What an input should be, for people; undefined leaves it to zod. A schema that brings its own words goes first. */
function wordIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${kinds[issue.expected] ?? issue.expected}`
    case "too_small":
      if (issue.minimum === 1 && counted(issue.origin)) return "must not be empty"
      return `must ${bound(issue.origin, "at least", issue.minimum)}`
    case "too_big":
      return `must ${bound(issue.origin, "at most", issue.maximum)}`
    case "invalid_value":
      return `must be ${issue.values.map(String).join(" or ")}`
    case "unrecognized_keys":
      return `does not take ${issue.keys.join(", ")}`
    case "invalid_union":
      return Array.isArray(issue.options) && issue.options.length > 0
        ? `must be ${issue.options.map(String).join(" or ")}`
        : undefined
    default:
      return undefined
  }
}

const units: Readonly<Record<string, string>> = { string: "characters", array: "entries" }
const counted = (origin: string) => units[origin] !== undefined

function bound(origin: string, which: string, amount: number | bigint): string {
  const unit = units[origin]
  return unit === undefined ? `be ${which} ${amount}` : `have ${which} ${amount} ${unit}`
}

/** Has every schema of this process speak so. */
export function speakPlainly(): void {
  z.config({ customError: wordIssue })
}
