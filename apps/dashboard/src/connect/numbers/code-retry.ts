import { asProblem } from "../../api/problem.ts"

const withoutAnswer: ReadonlySet<string> = new Set(["offline", "meta_unreachable", "unavailable"])

/**
 * Whether the same code may connect when it is sent once more: where Meta has not seen it. It lives 30 seconds; later
 * Meta says that it is too old.
 */
export function canWorkAgain(failure: unknown): boolean {
  return withoutAnswer.has(asProblem(failure).code)
}
