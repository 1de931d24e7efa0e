/**
 * Every code of Meta's error page and those that real answers show besides, as data.
 * Meta does not publish whether a code comes at once or later, nor whether to try again: both are drawn from its
 * texts and from observed answers.
 */
import type { ErrorEntry } from "./entry.ts"
import { GRAPH_ERRORS } from "./graph-errors.ts"
import { MESSAGE_ERRORS } from "./message-errors.ts"
import { NUMBER_ERRORS } from "./number-errors.ts"
import { TEMPLATE_ERRORS } from "./template-errors.ts"

/** By code. Ranges (200–299, 138000–138018) and unknown codes are answered by `explainError` only. */
export const ERROR_CATALOGUE: ReadonlyMap<number, ErrorEntry> = new Map(
  [...GRAPH_ERRORS, ...MESSAGE_ERRORS, ...TEMPLATE_ERRORS, ...NUMBER_ERRORS].map((entry) => [
    entry.code,
    entry,
  ]),
)
