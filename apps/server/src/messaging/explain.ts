import { explainError } from "@parley/whatsapp/errors"
import { DROP_REASONS, HOLD_REASONS } from "./decide.ts"

/** Why a message did not arrive, for a person: what happened and what to do. */
export interface Explanation {
  code: string
  title: string
  advice: string | null
}

/** @param reason a reason of ours to drop or to hold, or an error code of Meta's */
export function explainReason(reason: string): Explanation {
  const known: Record<string, readonly [what: string, advice: string | null]> = {
    ...DROP_REASONS,
    ...HOLD_REASONS,
  }
  const dropped = known[reason]
  if (dropped) return { code: reason, title: dropped[0], advice: dropped[1] }
  if (/^\d+$/.test(reason)) {
    const entry = explainError(Number(reason))
    return { code: reason, title: entry.title, advice: entry.advice }
  }
  return { code: reason, title: reason.replaceAll("_", " "), advice: null }
}
