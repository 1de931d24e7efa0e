/** One thing that is wrong with the input. */
interface FieldIssue {
  /** A path such as `components.0.text`. */
  field: string
  message: string
}

/** What the API says when it refuses; one shape for every failure, also those that never reached it. */
export interface Problem {
  /** Stable; `offline` where no answer came. */
  code: string
  message: string
  /** The input at fault, as a path such as `components.0.text`. */
  field?: string
  /** Everything that is wrong with the input, where more is known than the first. */
  issues?: readonly FieldIssue[]
  /** What to do about it. */
  help?: string
  /** Of what there is now, where someone else changed it since it was read. */
  revision?: number
  /** Meta's code, where Meta is who refused; `errorCodes` of @parley/whatsapp names some. */
  metaCode?: number
}

/** What the API says to those who send no key is not for a member, who signs in. */
const sessionEnded = {
  code: "unauthorized",
  message: "Your session has ended.",
  help: "Sign in again to continue.",
} as const satisfies Problem

/** No answer came. */
export const offline = {
  code: "offline",
  message: "The server cannot be reached.",
  help: "Nothing was lost. Check your connection and try again.",
} as const satisfies Problem

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

const isFieldIssue = (value: unknown): value is FieldIssue =>
  isRecord(value) && typeof value.field === "string" && typeof value.message === "string"

/** Everything that is wrong with the input, one entry for each thing; none where no field is to blame. */
export function issuesOf({ issues, field, message }: Problem): readonly FieldIssue[] {
  if (issues !== undefined) return issues
  return field === undefined ? [] : [{ field, message: withoutPath(message, field) }]
}

/** The API writes `email: is not valid`; beside the field its name is said already. */
function withoutPath(message: string, field: string): string {
  return message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
}

/**
 * What a field is called where no label on the screen is its own: its path in words.
 * @example fieldInWords("subscription_group_id") // "Subscription group"
 * @example fieldInWords("components.0.text") // "Components 1, text"
 */
export function fieldInWords(path: string): string {
  const parts = path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) + 1 : nameInWords(part)))
  return capitalized(parts.join(", ").replaceAll(/, (\d+)/g, " $1"))
}

const nameInWords = (name: string) => {
  const words = name === "external_id" ? name : name.replace(/_ids?$/, "")
  return words.replaceAll("_", " ").replace(/\bid$/, "ID")
}

/** What went wrong in one sentence, which names the field at fault in words. */
export function messageInWords({ message, field }: Pick<Problem, "message" | "field">): string {
  if (field === undefined) return message
  const said = withoutPath(message, field)
  return said === message ? message : `${fieldInWords(field)}: ${said}`
}

/** `must not be empty` → `Must not be empty`, as it stands beside a field. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Reads any failure of a query or mutation: the API's error body, a lost connection, or something unforeseen. */
export function asProblem(failure: unknown): Problem {
  const said = isRecord(failure) && isRecord(failure.error) ? failure.error : failure
  if (isRecord(said) && typeof said.code === "string" && typeof said.message === "string") {
    if (said.code === sessionEnded.code) return sessionEnded
    return {
      code: said.code,
      message: said.message,
      ...(typeof said.field === "string" ? { field: said.field } : {}),
      ...(Array.isArray(said.issues) ? { issues: said.issues.filter(isFieldIssue) } : {}),
      ...(typeof said.help === "string" ? { help: said.help } : {}),
      ...(typeof said.revision === "number" ? { revision: said.revision } : {}),
      ...(isRecord(said.meta) && typeof said.meta.code === "number" ? { metaCode: said.meta.code } : {}),
    }
  }
  if (failure instanceof TypeError) return offline
  return {
    code: "unknown",
    message: "Something went wrong.",
    help: "Try again. If it keeps happening, reload the page.",
  }
}
