import { unsubscribeApp } from "@parley/whatsapp/graph"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { answered } from "../refusal.ts"
import { attempt, type ConnectionWarning } from "../warning.ts"
import { findAccount } from "./accounts.ts"
import { graphClient } from "./graph.ts"

/**
 * Lets go of a business account: its numbers no longer send, their subscription groups are archived, and Meta is asked
 * to deliver nothing of it any more. Nothing is deleted, so connecting it again brings everything back.
 * @returns what Meta did not agree to; the account is disconnected here nevertheless
 * @throws Problem not_found; conflict when it is disconnected already
 */
export async function disconnect(
  platform: Platform,
  { workspaceId, businessAccountId }: { workspaceId: string; businessAccountId: string },
): Promise<ConnectionWarning[]> {
  const account = await platform.db.workspace(workspaceId, (tx) => findAccount(tx, businessAccountId))
  const warning = await attempt(account.waba_id, async () =>
    answered(await unsubscribeApp(graphClient(platform, account), account.waba_id)),
  )
  const now = platform.clock.now()
  await platform.db.workspace(workspaceId, async (tx) => {
    // A group keeps the instant of its number, by which it is known when the number comes back.
    await sql`
      WITH account AS (
        UPDATE business_accounts SET disconnected_at = ${now}, updated_at = ${now} WHERE id = ${businessAccountId}
      ), gone AS (
        UPDATE numbers SET disconnected_at = ${now}, status = CASE status WHEN 'DELETED' THEN status ELSE 'DISCONNECTED' END,
          registered_at = NULL, updated_at = ${now}
        WHERE business_account_id = ${businessAccountId}
        RETURNING id
      )
      UPDATE subscription_groups SET archived_at = ${now} FROM gone WHERE number_id = gone.id AND archived_at IS NULL
    `.execute(tx)
  })
  return warning ? [warning] : []
}

/** Takes back out of the archive the groups that went there with their number. */
export async function reviveNumbers(
  tx: Tx,
  workspaceId: string,
  phoneNumberIds: readonly string[],
): Promise<void> {
  await sql`
    UPDATE subscription_groups AS groups SET archived_at = NULL FROM numbers
    WHERE numbers.id = groups.number_id AND numbers.workspace_id = ${workspaceId}
      AND numbers.phone_number_id = ANY(${phoneNumberIds}::text[]) AND groups.archived_at = numbers.disconnected_at
  `.execute(tx)
}
