import { explainError } from "@parley/whatsapp/errors"
import { dropReasons, failureReasons, holdReasons } from "./reasons.ts"

/** Why a message did not arrive, for a person: what happened and what to do. */
export interface Explanation {
  code: string
  title: string
  advice: string | null
}

const known: ReadonlyMap<string, readonly [what: string, advice: string | null]> = new Map(
  Object.entries({ ...holdReasons, ...dropReasons, ...failureReasons }),
)

/** @param reason a reason of ours to drop, to hold or to give up, or an error code of Meta's */
export function explainReason(reason: string): Explanation {
  const dropped = known.get(reason)
  if (dropped) return { code: reason, title: dropped[0], advice: dropped[1] }
  if (/^\d+$/.test(reason)) {
    const entry = explainError(Number(reason))
    return { code: reason, title: entry.title, advice: entry.fix }
  }
  return { code: reason, title: reason.replaceAll("_", " "), advice: null }
}
