/**
 * Every code of Meta's error page and those that real answers show besides, as data.
 * Meta does not publish whether a code comes at once or later, nor whether to try again: both are drawn from its
 * texts and from observed answers.
 */
import type { ErrorEntry } from "./entry.ts"
import { flowErrors } from "./flow-errors.ts"
import { graphErrors } from "./graph-errors.ts"
import { messageErrors } from "./message-errors.ts"
import { numberErrors } from "./number-errors.ts"
import { recipientErrors } from "./recipient-errors.ts"
import { senderErrors } from "./sender-errors.ts"
import { templateErrors } from "./template-errors.ts"

/** The tables one after another. */
export const errorEntries: readonly ErrorEntry[] = [
  ...graphErrors,
  ...recipientErrors,
  ...senderErrors,
  ...messageErrors,
  ...templateErrors,
  ...flowErrors,
  ...numberErrors,
]

/**
 * By code. Ranges (200–299, 138000–138018) and unknown codes are answered by `explainError` only.
 * @example errorCatalogue.get(131047)?.title // "Re-engagement message"
 */
export const errorCatalogue: ReadonlyMap<number, ErrorEntry> = new Map(
  errorEntries.map((entry) => [entry.code, entry]),
)
