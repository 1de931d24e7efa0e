/** Finds what a code means, also for codes nobody has heard of. */
import { errorCatalogue } from "./catalogue.ts"
import type { ErrorEntry, ErrorScope } from "./entry.ts"
import { afterFix, backoff, never } from "./retry-kinds.ts"

/**
 * The entry for a code. On template calls Meta gives the telling number as `subcode` of a code 100: pass both.
 * An unknown code is not retried when the HTTP status is below 500 or not known, and backed off otherwise.
 * @example explainError(100, 400, 2388024).title // "Content in This Language Already Exists"
 */
export function explainError(code: number, httpStatus?: number, subcode?: number): ErrorEntry {
  const bySubcode = code === 100 && subcode !== undefined ? errorCatalogue.get(subcode) : undefined
  const known = bySubcode ?? errorCatalogue.get(code) ?? inRange(code)
  if (known) return known
  return httpStatus !== undefined && httpStatus >= 500
    ? unknownAtMeta(code, httpStatus)
    : unknownRefusal(code, httpStatus ?? 400)
}

/**
 * What else Meta refuses for the same reason: the message alone, everything of the number, of the account, … An unknown
 * code concerns the message alone. Pure.
 * @param subcode tells for code 100 what is meant: with 33 the number is gone, or the token no longer sees it
 * @example scopeOf(131042) // "account"
 * @example scopeOf(100, 33) // "number"
 */
export function scopeOf(code: number, subcode?: number): ErrorScope {
  return explainError(code, undefined, subcode).scope
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
    fix: "Connect the business account again and grant every permission asked for.",
    remedy: "log_in",
    scope: "app",
    fault: "app",
    timing: "sync",
    retry: afterFix,
    httpStatus: 403,
  }
}

function callRefused(code: number): ErrorEntry {
  return {
    code,
    title: "Calling",
    meaning: "A call could not be placed or answered, or its settings were refused.",
    fix: "Look the code up in Meta's documentation of the Calling API.",
    scope: "message",
    fault: "account",
    timing: "both",
    retry: never,
    httpStatus: 400,
  }
}

function unknownAtMeta(code: number, httpStatus: number): ErrorEntry {
  return {
    code,
    title: "Unknown error",
    meaning:
      "Meta answered with a code that is not in this catalogue and a status that speaks of trouble on its side.",
    fix: "Try again later; if it stays, look the code up in Meta's documentation.",
    scope: "message",
    fault: "meta",
    timing: "sync",
    retry: backoff,
    httpStatus,
  }
}

function unknownRefusal(code: number, httpStatus: number): ErrorEntry {
  return {
    code,
    title: "Unknown error",
    meaning: "Meta refused with a code that is not in this catalogue.",
    fix: "Read the details Meta gave and look the code up in its documentation.",
    scope: "message",
    fault: "content",
    timing: "both",
    retry: never,
    httpStatus,
  }
}
