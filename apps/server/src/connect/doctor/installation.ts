import { randomBytes } from "node:crypto"
import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { askShortly } from "../../platform/short-answer.ts"
import { callbackUrl } from "../subscription.ts"
import { webhookVerifyToken } from "../verify-token.ts"
import { type Check, failed, ok } from "./check.ts"

const timeoutMs = 10_000

/** Does the database answer, and how much is waiting to be applied or was set aside? */
export async function checkDatabase(platform: Platform): Promise<Check[]> {
  const { rows } = await platform.db.system((tx) =>
    sql<{ version: string; set_aside: number }>`
      SELECT current_setting('server_version') AS version, (SELECT count(*) FROM log_set_aside) AS set_aside
    `.execute(tx),
  )
  const row = rows[0]
  const database = ok({ name: "database" }, `PostgreSQL ${row?.version ?? ""} answers.`)
  if (!row?.set_aside) return [database]
  const help = "Read the table log_set_aside, mend the cause, and delete the rows."
  return [
    database,
    { name: "log", state: "warning", message: `${row.set_aside} log entries could not be applied.`, help },
  ]
}

/** Does the address that Meta is given lead here? Asks it for the handshake, as Meta does. */
export async function checkWebhookAddress(platform: Platform): Promise<Check[]> {
  const place = { name: "webhook_address" }
  const challenge = randomBytes(8).toString("hex")
  const url = new URL(callbackUrl(platform))
  url.searchParams.set("hub.mode", "subscribe")
  url.searchParams.set("hub.verify_token", await webhookVerifyToken(platform))
  url.searchParams.set("hub.challenge", challenge)
  const help =
    "PUBLIC_URL must lead to a process with the role webhooks, over HTTPS unless Meta is on this machine. " +
    "Every process must have the same WEBHOOK_VERIFY_TOKEN."
  try {
    const { status, text } = await askShortly(url, timeoutMs)
    if (status === 200 && text === challenge)
      return [ok(place, `${callbackUrl(platform)} answers the handshake.`)]
    return [failed(place, `${callbackUrl(platform)} answers ${status}, not the handshake.`, help)]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [failed(place, `${callbackUrl(platform)} cannot be reached: ${reason}`, help)]
  }
}
