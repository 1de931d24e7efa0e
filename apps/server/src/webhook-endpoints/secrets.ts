import { randomBytes } from "node:crypto"
import { Webhook } from "standardwebhooks"
import type { SecretBox } from "../platform/secrets.ts"

/** So long the secret before the present one signs as well. */
export const overlapMs = 24 * 60 * 60_000

/** A new one as it is shown once: 256 random bits. */
export const generateSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`

const contextOf = (endpointId: string) => `webhook endpoint ${endpointId}`

export const sealSecret = (secrets: SecretBox, endpointId: string, secret: string): Buffer =>
  secrets.seal(secret, contextOf(endpointId))

interface Sealed {
  id: string
  sealed_secret: Buffer
  previous_secret: Buffer | null
  previous_until: Date | null
}

/** The secrets that sign what an endpoint is sent now: its own, and for a day the one before. */
export function secretsOf(box: SecretBox, endpoint: Sealed, now: Date): string[] {
  const { id, sealed_secret, previous_secret, previous_until } = endpoint
  const isKept = previous_secret !== null && previous_until !== null && previous_until > now
  return [sealed_secret, ...(isKept ? [previous_secret] : [])].map((one) => box.open(one, contextOf(id)))
}

/** The headers of Standard Webhooks. @param at by the clock that receivers compare it with */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Parley-Webhooks",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  }
}
