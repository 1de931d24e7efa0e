import type { Tx } from "../platform/database/index.ts"

/**
 * Forgets how a member who was invited could sign in so far, unless their address was proven before. Called when a provider
 * vouches for the address for the first time: until then, anyone who came by the invitation's link may have set the
 * password, and would share the account with the person invited. The first owner came by no link. Runs in the system's scope.
 */
export async function forgetUnprovenCredentials(tx: Tx, memberId: string, now: Date): Promise<void> {
  const unproven = await tx
    .updateTable("members")
    .set({ two_factor_enabled: false, updated_at: now })
    .where("id", "=", memberId)
    .where("email_verified", "=", false)
    .where("email", "in", tx.selectFrom("invitations").select("invitations.email"))
    .returning("id")
    .executeTakeFirst()
  if (unproven === undefined) return
  await tx.deleteFrom("credentials").where("member_id", "=", memberId).execute()
  await tx.deleteFrom("passkeys").where("member_id", "=", memberId).execute()
  await tx.deleteFrom("second_factors").where("member_id", "=", memberId).execute()
  await tx.deleteFrom("sessions").where("member_id", "=", memberId).execute()
}
