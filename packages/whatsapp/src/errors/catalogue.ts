/**
 * Every code of Meta's error page and those that real answers show besides, as data.
 * Meta does not publish whether a code comes at once or later, nor whether to try again: both are drawn from its
 * texts and from observed answers.
 */
import type { ErrorEntry } from "./entry.ts"
import { graphErrors } from "./graph-errors.ts"
import { messageErrors } from "./message-errors.ts"
import { numberErrors } from "./number-errors.ts"
import { templateErrors } from "./template-errors.ts"

/** By code. Ranges (200–299, 138000–138018) and unknown codes are answered by `explainError` only. */
export const errorCatalogue: ReadonlyMap<number, ErrorEntry> = new Map(
  [...graphErrors, ...messageErrors, ...templateErrors, ...numberErrors].map((entry) => [entry.code, entry]),
)
