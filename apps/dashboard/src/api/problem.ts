/** What the API says when it refuses; one shape for every failure, also those that never reached it. */
export interface Problem {
  /** Stable; `offline` where no answer came. */
  code: string
  message: string
  /** The input at fault, as a path such as `components.0.text`. */
  field?: string
  /** What to do about it. */
  help?: string
  /** Meta's code, where Meta is who refused; `errorCodes` of @parley/whatsapp names some. */
  metaCode?: number
}

/** No answer came. */
export const offline = {
  code: "offline",
  message: "The server cannot be reached.",
  help: "Nothing was lost here. Check the connection and try again.",
} as const satisfies Problem

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

/** Reads any failure of a query or mutation: the API's error body, a lost connection, or something unforeseen. */
export function asProblem(failure: unknown): Problem {
  const said = isRecord(failure) && isRecord(failure.error) ? failure.error : failure
  if (isRecord(said) && typeof said.code === "string" && typeof said.message === "string") {
    return {
      code: said.code,
      message: said.message,
      ...(typeof said.field === "string" ? { field: said.field } : {}),
      ...(typeof said.help === "string" ? { help: said.help } : {}),
      ...(isRecord(said.meta) && typeof said.meta.code === "number" ? { metaCode: said.meta.code } : {}),
    }
  }
  if (failure instanceof TypeError) return offline
  return {
    code: "unknown",
    message: "Something went wrong.",
    help: "Try again; if it lasts, reload the page.",
  }
}
