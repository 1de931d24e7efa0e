/** Puts one signed body on the wire. */
import { createHmac } from "node:crypto"
import { Agent, request } from "undici"

export type PostOutcome = { status: number } | { error: string }

/** The connections to all callbacks. */
export class Postman {
  readonly #agent = new Agent({ connections: 64, pipelining: 1, connect: { timeout: 10_000 } })

  /** POSTs `body` (already ASCII) signed with the app's secret; waits `timeoutMs` real milliseconds for an answer. Never throws. */
  async post(url: string, body: Buffer, appSecret: string, timeoutMs: number): Promise<PostOutcome> {
    try {
      const response = await request(url, {
        dispatcher: this.#agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "facebookexternalua",
          accept: "*/*",
          "x-hub-signature": `sha1=${createHmac("sha1", appSecret).update(body).digest("hex")}`,
          "x-hub-signature-256": `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`,
        },
        body,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      })
      await response.body.dump()
      return { status: response.statusCode }
    } catch (error) {
      return { error: error instanceof Error ? error.message || error.name : String(error) }
    }
  }

  /** GETs the challenge that proves a callback wants to be one; true when it was repeated. Never throws. */
  async verify(
    callbackUrl: string,
    verifyToken: string,
    challenge: string,
    timeoutMs: number,
  ): Promise<boolean> {
    try {
      const url = new URL(callbackUrl)
      url.searchParams.set("hub.mode", "subscribe")
      url.searchParams.set("hub.challenge", challenge)
      url.searchParams.set("hub.verify_token", verifyToken)
      const response = await request(url, {
        dispatcher: this.#agent,
        headers: { "user-agent": "facebookplatform/1.0 (+http://developers.facebook.com)", accept: "*/*" },
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      })
      const answer = await response.body.text()
      return response.statusCode === 200 && answer.trim() === challenge
    } catch {
      return false
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}
