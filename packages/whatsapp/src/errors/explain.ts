/** Finds what a code means, also for codes nobody has heard of. */
import { errorCatalogue } from "./catalogue.ts"
import type { ErrorEntry } from "./entry.ts"

/**
 * The entry for a code. On template calls Meta gives the telling number as `subcode` of a code 100: pass both.
 * An unknown code is not retried when the HTTP status is below 500 or not known, and backed off otherwise.
 */
export function explainError(code: number, httpStatus?: number, subcode?: number): ErrorEntry {
  const bySubcode = code === 100 && subcode !== undefined ? errorCatalogue.get(subcode) : undefined
  const known = bySubcode ?? errorCatalogue.get(code) ?? inRange(code)
  if (known) return known
  return httpStatus !== undefined && httpStatus >= 500
    ? unknownAtMeta(code, httpStatus)
    : unknownRefusal(code, httpStatus ?? 400)
}

function inRange(code: number): ErrorEntry | undefined {
  if (code >= 200 && code <= 299) return permissionMissing(code)
  if (code >= 138000 && code <= 138018) return callRefused(code)
  return undefined
}

function permissionMissing(code: number): ErrorEntry {
  return {
    code,
    title: "API permission",
    meaning: "The access token lacks a permission that the call needs, or the permission was withdrawn.",
    fault: "app",
    timing: "sync",
    retry: { kind: "fix" },
    advice: "Connect the business account again and grant every permission asked for.",
    httpStatus: 403,
  }
}

function callRefused(code: number): ErrorEntry {
  return {
    code,
    title: "Calling",
    meaning: "A call could not be placed or answered, or its settings were refused.",
    fault: "account",
    timing: "both",
    retry: { kind: "never" },
    advice: "Look the code up in Meta's documentation of the Calling API.",
    httpStatus: 400,
  }
}

function unknownAtMeta(code: number, httpStatus: number): ErrorEntry {
  return {
    code,
    title: "Unknown error",
    meaning:
      "Meta answered with a code that is not in this catalogue and a status that speaks of trouble on its side.",
    fault: "meta",
    timing: "sync",
    retry: { kind: "backoff" },
    advice: "Try again later; if it stays, look the code up in Meta's documentation.",
    httpStatus,
  }
}

function unknownRefusal(code: number, httpStatus: number): ErrorEntry {
  return {
    code,
    title: "Unknown error",
    meaning: "Meta refused with a code that is not in this catalogue.",
    fault: "content",
    timing: "both",
    retry: { kind: "never" },
    advice: "Read the details Meta gave and look the code up in its documentation.",
    httpStatus,
  }
}
