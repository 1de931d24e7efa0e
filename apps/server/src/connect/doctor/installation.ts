import { randomBytes } from "node:crypto"
import { sql } from "../../platform/database/index.ts"
import { askShortly } from "../../platform/fetch-short-text.ts"
import type { Platform } from "../../platform/index.ts"
import { callbackUrl } from "../webhooks/subscription.ts"
import { webhookVerifyToken } from "../webhooks/verify-token.ts"
import { type Check, failed, ok, warning } from "./check.ts"

const timeoutMs = 10_000

/** What arrived is applied within seconds; what waits for so long does so for a reason. */
const longWaitMinutes = 5

const waitingHelp =
  "See that a process with the role apply runs, and what its log says of entries that cannot be applied now."
const setAsideHelp =
  "The operator of this installation reads why with `npx parley log list`; once that is fixed, `npx parley log apply --all` applies them."

/** Does the database answer, is what arrived being applied, and was any of it set aside? */
export async function checkDatabase(platform: Platform): Promise<Check[]> {
  const { rows } = await platform.db.system((tx) =>
    sql<{ version: string; set_aside: number; waiting_since: Date | null }>`
      SELECT current_setting('server_version') AS version, (SELECT count(*) FROM log_set_aside) AS set_aside,
        (SELECT min(received_at) FROM log_entries
          WHERE received_at < now() - make_interval(mins => ${longWaitMinutes})) AS waiting_since
    `.execute(tx),
  )
  const row = rows[0]
  const checks: Check[] = [ok({ name: "database" }, `PostgreSQL ${row?.version ?? ""} answers.`)]
  if (row?.waiting_since) {
    const message = `What arrived has been waiting to be applied since ${row.waiting_since.toISOString()}.`
    checks.push(warning({ name: "log_waiting" }, message, waitingHelp))
  }
  if (row?.set_aside) {
    const entries = row.set_aside === 1 ? "1 log entry" : `${row.set_aside} log entries`
    checks.push(warning({ name: "log" }, `${entries} could not be applied.`, setAsideHelp))
  }
  return checks
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
