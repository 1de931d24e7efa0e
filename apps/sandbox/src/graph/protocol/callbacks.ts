/** The challenge a callback has to repeat before it is taken. */
import { randomInt } from "node:crypto"
import type { Running } from "../../running.ts"
import { invalidParameter, Refusal } from "./refusal.ts"

const urlMax = 200

/** Throws `(#2200)` when the endpoint does not answer the challenge. */
export async function verifyCallback(running: Running, url: string, verifyToken: string): Promise<void> {
  if (url.length > urlMax || !/^https?:\/\/\S+$/.test(url)) {
    throw invalidParameter("Param callback_url must be a valid URI of at most 200 characters.")
  }
  const challenge = String(randomInt(100_000_000, 2_000_000_000))
  const { timeout_ms } = running.world.settings.webhooks
  if (await running.webhooks.postman.verify(url, verifyToken, challenge, timeout_ms)) return
  throw new Refusal({
    code: 2200,
    message: `(#2200) callback verification failed with the following errors: HTTP Status Code = 400; HTTP Message = The callback ${url} did not repeat hub.challenge`,
    httpStatus: 400,
  })
}
