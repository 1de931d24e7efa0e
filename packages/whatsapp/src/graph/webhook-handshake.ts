/** The GET by which Meta makes sure that a callback address is wanted. */
import { createHash, timingSafeEqual } from "node:crypto"

export type HandshakeAnswer = { ok: true; challenge: string } | { ok: false }

/**
 * Answers `?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`. When ok, reply 200 with the challenge as the
 * whole body; otherwise 403.
 * @example
 * const query = { "hub.mode": "subscribe", "hub.verify_token": "n3v3r", "hub.challenge": "1158201444" }
 * answerHandshake(query, "n3v3r") // { ok: true, challenge: "1158201444" }
 * answerHandshake(query, "another") // { ok: false }
 */
export function answerHandshake(query: Record<string, unknown>, verifyToken: string): HandshakeAnswer {
  const token = query["hub.verify_token"]
  const challenge = query["hub.challenge"]
  if (query["hub.mode"] !== "subscribe" || typeof token !== "string" || typeof challenge !== "string")
    return { ok: false }
  if (verifyToken === "" || !timingSafeEqual(digest(token), digest(verifyToken))) return { ok: false }
  return { ok: true, challenge }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}
