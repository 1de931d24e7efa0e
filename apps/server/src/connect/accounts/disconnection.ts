import { unsubscribeApp } from "@parley/whatsapp/graph"
import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { tellOfAccounts } from "../numbers/tell-standing.ts"
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
    await sql`
      WITH account AS (
        UPDATE business_accounts SET disconnected_at = ${now}, updated_at = ${now} WHERE id = ${businessAccountId}
      )
      UPDATE numbers SET disconnected_at = ${now}, status = CASE status WHEN 'DELETED' THEN status ELSE 'DISCONNECTED' END,
        registered_at = NULL, updated_at = ${now}
      WHERE business_account_id = ${businessAccountId}
    `.execute(tx)
    await tellOfAccounts(tx, [businessAccountId], now)
    for (const room of platform.rooms) await room.numbersLeft?.(tx, [businessAccountId])
  })
  return warning ? [warning] : []
}
