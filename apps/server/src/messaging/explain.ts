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

/**
 * Why something waits that will be sent. Of Meta's codes it gives the meaning, as their titles ("API Service") tell little to
 * somebody who only wants to know what to do.
 * @param reason a reason of ours to hold, or an error code of Meta's
 */
export function explainWait(reason: string): Explanation {
  if (known.has(reason) || !/^\d+$/.test(reason)) return explainReason(reason)
  const { meaning, fix, fault } = explainError(Number(reason))
  if (fault !== "meta") return { code: reason, title: meaning, advice: fix }
  return {
    code: reason,
    title: "Meta has trouble of its own and takes no messages for now.",
    advice: "It is sent as soon as Meta takes it again.",
  }
}

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
