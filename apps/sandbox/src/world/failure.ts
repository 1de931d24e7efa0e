/** Failures on order: which requests go wrong, how often, and in what way. */
import { z } from "zod"

const failureKinds = [
  /** Meta's error envelope with `code`; nothing is accepted. */
  "error",
  /** A body that is not Graph's, such as a proxy's HTML page; nothing is accepted. */
  "http",
  /** The connection is cut; nothing is accepted. */
  "reset",
  /** No answer at all; nothing is accepted. */
  "timeout",
  /** The message is accepted and is sent, but the connection is cut before the answer. */
  "accept_then_reset",
  /** The message is accepted and is sent, but no answer comes. */
  "accept_then_timeout",
  /** Accepted and answered; a `failed` status with `code` follows. */
  "async",
] as const

/** The edge of an order that strikes every Graph call, also of callers who are not known. */
export const everyEdge = "*"

export const failureOrderSchema = z.strictObject({
  kind: z.enum(failureKinds),
  match: z
    .strictObject({
      phone_number_id: z.string().optional(),
      to: z.string().optional(),
      template: z.string().optional(),
      /** ISO country of the recipient. */
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, "A country is two capital letters.")
        .optional(),
      /**
       * Another edge than those that messages are posted to, such as `message_templates`; one of these, `messages` or
       * `marketing_messages`; "" for the object itself, "*" for every call.
       */
      edge: z.string().optional(),
    })
    .optional(),
  /** Of the matching requests. */
  share: z.number().min(0).max(1).optional(),
  /** The order is spent after so many failures. */
  times: z.number().int().min(1).optional(),
  code: z.number().int().min(0).optional(),
  /** `error_subcode` of a refusal; the one that Meta sends with the code when absent. */
  subcode: z.number().int().min(0).optional(),
  http_status: z.number().int().min(200).max(599).optional(),
  body: z.string().optional(),
})

export type FailureOrder = z.infer<typeof failureOrderSchema>

export const failureSchema = failureOrderSchema.extend({ id: z.string(), seen: z.number(), hits: z.number() })
export type Failure = z.infer<typeof failureSchema>

/** What a failure is matched against. */
export interface Attempt {
  edge: string
  phoneNumberId: string
  to: string
  template: string | undefined
  /** ISO country of the recipient; empty where there is none. */
  country: string
}

const sending: ReadonlySet<string> = new Set(["messages", "marketing_messages"])

/** Whether messages are posted to this edge of a number. */
export const isSending = (edge: string): boolean => sending.has(edge)

/**
 * Whether the failure strikes this attempt; counts what it sees. A share strikes evenly (every other
 * request for 0.5) and not by chance, so that a test can count on it.
 */
export function strikes(failure: Failure, attempt: Attempt): boolean {
  const { match } = failure
  if (match?.edge === undefined ? !isSending(attempt.edge) : match.edge !== attempt.edge) return false
  if (match?.phone_number_id !== undefined && match.phone_number_id !== attempt.phoneNumberId) return false
  if (match?.to !== undefined && match.to.replace(/\D/g, "") !== attempt.to.replace(/\D/g, "")) return false
  if (match?.template !== undefined && match.template !== attempt.template) return false
  if (match?.country !== undefined && match.country !== attempt.country) return false
  if (failure.times !== undefined && failure.hits >= failure.times) return false
  failure.seen += 1
  const share = failure.share ?? 1
  const isHit = Math.floor(failure.seen * share) > Math.floor((failure.seen - 1) * share)
  if (isHit) failure.hits += 1
  return isHit
}
