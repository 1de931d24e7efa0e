import { z } from "zod"
import type { PostOutcome } from "../../platform/outgoing/index.ts"

/** Of an answer so much is kept. */
const mostKept = 1_000
/** Of one delivery the latest so many are kept. */
export const mostAttempts = 20

/** One try of a delivery, as it is kept and shown. */
export const attempt = z
  .object({
    at: z.iso.datetime(),
    status: z.int().nullable().describe("The HTTP status of the answer; null: there was none"),
    failure: z.string().nullable().describe("Why it failed, in words; null: it was delivered"),
    duration_ms: z.int(),
    answer: z.string().describe(`The first ${mostKept} characters of the answer`),
  })
  .meta({ id: "WebhookAttempt" })

export type Attempt = z.output<typeof attempt>

/** What an outcome of a post means. A redirect is not followed, as it may lead anywhere. Pure. */
export function attemptOf({ status, failure, answer, durationMs }: PostOutcome, at: Date): Attempt {
  return {
    at: at.toISOString(),
    status,
    failure: failure ?? failureOf(status ?? 0),
    duration_ms: durationMs,
    answer: answer.slice(0, mostKept),
  }
}

function failureOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect, which is not followed. Use the address it leads to.`
  if (status === 410) return "It answered 410: it is gone for good."
  return `It answered ${status}. Only an answer of 200 to 299 says that it arrived.`
}
