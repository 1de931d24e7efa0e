/** Proof that a webhook comes from Meta: HMAC-SHA256 of the raw body under the app secret. */
import { createHmac, timingSafeEqual } from "node:crypto"

const prefix = "sha256="

/**
 * Whether `X-Hub-Signature-256` fits the raw bytes of the body under any of the app secrets (several during a
 * rotation). Compares in constant time. Never verify a parsed and re-serialized body: Meta escapes non-ASCII.
 */
export function verifySignature(
  rawBody: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
): boolean {
  if (header === undefined || !header.startsWith(prefix)) return false
  const claimed = Buffer.from(header.slice(prefix.length), "hex")
  if (claimed.length !== 32 || header.length !== prefix.length + 64) return false
  let valid = false
  for (const secret of secrets) {
    if (secret !== "" && timingSafeEqual(claimed, createHmac("sha256", secret).update(rawBody).digest()))
      valid = true
  }
  return valid
}

/** The header Meta would send with this body. */
export function signatureHeader(rawBody: Uint8Array | string, secret: string): string {
  return prefix + createHmac("sha256", secret).update(rawBody).digest("hex")
}
