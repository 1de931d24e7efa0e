/** What is wrong with what is in a field of a flow. Pure. */
import { dayOf, type Field } from "./screen.ts"

/** A sentence for the person, undefined when the value is good. */
export function mistakeIn(field: Field, value: unknown): string | undefined {
  const isEmpty =
    value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return field.isRequired ? "This is needed." : undefined
  const mistake = mistakeOfKind(field, value)
  return mistake === undefined ? undefined : field.errorMessage || mistake
}

function mistakeOfKind(field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case "text":
    case "area":
      return mistakeInText(field, String(value))
    case "checkboxes":
    case "chips": {
      const count = Array.isArray(value) ? value.length : 0
      if (count < field.least) return `Choose at least ${field.least}.`
      return count > field.most ? `Choose at most ${field.most}.` : undefined
    }
    case "date": {
      const day = dayOf(String(value))
      if (field.min !== "" && day < field.min) return `Not before ${field.min}.`
      return field.max !== "" && day > field.max ? `Not after ${field.max}.` : undefined
    }
    default:
      return undefined
  }
}

const shapes: Readonly<Record<string, { pattern: RegExp; words: string }>> = {
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, words: "This is not an email address." },
  phone: { pattern: /^\+?[\d\s().-]{4,20}$/, words: "This is not a phone number." },
  number: { pattern: /^-?\d+([.,]\d+)?$/, words: "This is not a number." },
  passcode: { pattern: /^\d+$/, words: "A passcode has digits only." },
}

function mistakeInText(
  { inputType, minChars, maxChars, pattern }: Field & { kind: "text" | "area" },
  text: string,
): string | undefined {
  if (text.length < minChars) return `At least ${minChars} characters.`
  if (text.length > maxChars) return `At most ${maxChars} characters.`
  const shape = shapes[inputType]
  if (shape !== undefined && !shape.pattern.test(text)) return shape.words
  return pattern !== "" && !isLike(pattern, text) ? "This does not have the right form." : undefined
}

/** A pattern that is not a regular expression refuses nothing. */
function isLike(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text)
  } catch {
    return true
  }
}
