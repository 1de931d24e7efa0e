import type { GraphError, GraphResult } from "@parley/whatsapp/graph"
import { Problem } from "../platform/errors.ts"

/**
 * Meta's refusal, or its silence, as a problem of ours.
 * `meta_rejected` shows under `meta` what Meta answered: `{code, subcode, title, details, user_title, user_message,
 * advice, fbtrace_id}`. `meta_unreachable` says whether Meta may have done what was asked nevertheless.
 * @param help replaces the advice of the error catalogue where the caller knows better
 */
export function refusedByMeta(error: GraphError, help?: string): Problem {
  if (error.kind === "not_sent") {
    return new Problem(
      "meta_unreachable",
      "Meta could not be reached; nothing was done there.",
      help ? { help } : {},
    )
  }
  if (error.kind === "no_answer") {
    return new Problem(
      "meta_unreachable",
      "Meta gave no answer that can be read; it may have done what was asked.",
      {
        help: help ?? "Look at how things stand before you ask again; if it lasts, run `parley doctor`.",
      },
    )
  }
  const { code, subcode, message, details, userTitle, userMessage, fbtraceId, entry } = error
  return new Problem("meta_rejected", `Meta refused: ${userMessage ?? details ?? message}`, {
    help: help ?? entry.fix,
    extra: {
      meta: {
        code,
        subcode,
        title: message,
        details,
        user_title: userTitle,
        user_message: userMessage,
        advice: entry.fix,
        fbtrace_id: fbtraceId,
      },
    },
  })
}

/** What Meta answered. @throws Problem meta_rejected or meta_unreachable when it is a failure */
export function answered<T>(result: GraphResult<T>, help?: string): T {
  if (result.ok) return result.data
  throw refusedByMeta(result.error, help)
}
