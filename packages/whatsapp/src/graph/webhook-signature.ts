/** Proof that a webhook comes from Meta: HMAC-SHA256 of the raw body under the app secret. */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto"

const prefix = "sha256="

/**
 * Checks whether `X-Hub-Signature-256` fits the raw bytes of a body under any of the app secrets (several during a
 * rotation). Compares in constant time. Never check a parsed and re-serialized body: Meta escapes non-ASCII.
 * @example
 * const isMetas = signatureCheck(["s3cret", "the one before"])
 * const rawBody = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
 * isMetas(rawBody, signatureHeader(rawBody, "s3cret")) // true
 * isMetas(rawBody, signatureHeader(rawBody, "another")) // false
 */
export function signatureCheck(
  secrets: readonly string[],
): (rawBody: Uint8Array, header: string | undefined) => boolean {
  const keys = secrets.filter((secret) => secret !== "").map((secret) => createSecretKey(secret, "utf8"))
  return (rawBody, header) => {
    if (header === undefined || !header.startsWith(prefix)) return false
    const claimed = Buffer.from(header.slice(prefix.length), "hex")
    if (claimed.length !== 32 || header.length !== prefix.length + 64) return false
    let valid = false
    for (const key of keys) {
      if (timingSafeEqual(claimed, createHmac("sha256", key).update(rawBody).digest())) valid = true
    }
    return valid
  }
}

/**
 * The header Meta would send with this body.
 * @example signatureHeader('{"object":"page"}', "s3cret").slice(0, 13) // "sha256=2c456c"
 */
export function signatureHeader(rawBody: Uint8Array | string, secret: string): string {
  return prefix + createHmac("sha256", secret).update(rawBody).digest("hex")
}
