import type { Problem } from "../../platform/errors.ts"
import { answerErrorsIn } from "../../platform/http/index.ts"

/** What an object of a request was refused for, while others were taken: `errors` of an answer. */
export interface ObjectError {
  type: string
  input_array: string
  index: number
}

/** An error for which nothing of a request was done. */
export class Fatal extends Error {
  override name = "Fatal"
  readonly status: number
  readonly errors: readonly (ObjectError | string)[]

  constructor(
    message: string,
    { status = 400, errors = [] }: { status?: number; errors?: Fatal["errors"] } = {},
  ) {
    super(message)
    this.status = status
    this.errors = errors
  }

  get body() {
    return { message: this.message, ...(this.errors.length > 0 ? { errors: this.errors } : {}) }
  }
}

/** Our own statuses that clients of Braze do not expect, and what they know. */
const statuses: Readonly<Record<number, number>> = { 422: 400 }

function bodyOf({ message, help }: Problem) {
  return { message: `${message}${/[.!?]$/.test(message) ? "" : "."} ${help}` }
}

/** Answers errors in Braze's shape, `{"message": "…"}`. */
export const answerProblem = answerErrorsIn((problem) => ({
  status: statuses[problem.status] ?? problem.status,
  body: bodyOf(problem),
}))
