/** A group is the consent list of exactly one number: it comes, goes and returns with the number that can send. */
import { sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"

export const groupsFollowNumbers = {
  completeNumbers: giveGroups,
  numbersLeft: archiveGroups,
  numbersReturn: reviveGroups,
} satisfies Partial<Room>

async function giveGroups(tx: Tx, accountIds: readonly string[], now: Date): Promise<void> {
  await sql`
    INSERT INTO subscription_groups (workspace_id, number_id, name, created_at)
    SELECT workspace_id, id, trim(verified_name || ' ' || display_phone_number), ${now}
    FROM numbers
    WHERE business_account_id = ANY(${accountIds}::uuid[]) AND registered_at IS NOT NULL
    ON CONFLICT (number_id) DO NOTHING
  `.execute(tx)
}

/** A group keeps the instant of its number, by which it is known when the number comes back. */
async function archiveGroups(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE subscription_groups AS groups SET archived_at = numbers.disconnected_at FROM numbers
    WHERE numbers.id = groups.number_id AND numbers.business_account_id = ANY(${accountIds}::uuid[])
      AND groups.archived_at IS NULL
  `.execute(tx)
}

/** Takes back out of the archive the groups that went there with their number. */
async function reviveGroups(tx: Tx, workspaceId: string, phoneNumberIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE subscription_groups AS groups SET archived_at = NULL FROM numbers
    WHERE numbers.id = groups.number_id AND numbers.workspace_id = ${workspaceId}
      AND numbers.phone_number_id = ANY(${phoneNumberIds}::text[]) AND groups.archived_at = numbers.disconnected_at
  `.execute(tx)
}
