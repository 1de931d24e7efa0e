import { sql, type Tx } from "../../platform/database/index.ts"
import { digest } from "../../platform/secrets.ts"

/** Where a sign-up carries the token of the invitation it answers. */
export const invitationHeader = "parley-invitation"

/** Why someone cannot become a member. */
export type SignUpRefusal = "setup_code_wrong" | "sign_up_closed"

/** There is no owner yet, so the first person to sign up becomes the owner of the first workspace. */
export async function needsFirstMember(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom("memberships").select("member_id").limit(1).executeTakeFirst()
  return row === undefined
}

/**
 * What keeps a person from becoming a member; undefined for the first one, who shows the setup code where there is one,
 * and for someone invited. A password proves nothing about an address,
 * so with one the invitation's own token must be shown; a provider of single sign-on vouches for the address itself.
 */
export async function signUpRefusal(
  tx: Tx,
  person: {
    email: string
    addressProven: boolean
    invitation: string | undefined
    hasSetupCode: boolean
    now: Date
  },
): Promise<SignUpRefusal | undefined> {
  if (await needsFirstMember(tx)) return person.hasSetupCode ? undefined : "setup_code_wrong"
  return (await isInvited(tx, person)) ? undefined : "sign_up_closed"
}

async function isInvited(
  tx: Tx,
  person: { email: string; addressProven: boolean; invitation: string | undefined; now: Date },
): Promise<boolean> {
  if (!person.addressProven && person.invitation === undefined) return false
  let open = tx
    .selectFrom("invitations")
    .select("id")
    .where("email", "=", person.email.toLowerCase())
    .where("accepted_at", "is", null)
    .where("expires_at", ">", person.now)
  if (person.invitation !== undefined) open = open.where("token_digest", "=", digest(person.invitation))
  return (await open.limit(1).executeTakeFirst()) !== undefined
}

/** Makes the member the owner of the installation's first workspace, unless someone owns one already. */
export async function makeFirstOwner(tx: Tx, memberId: string, now: Date): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('first owner'))`.execute(tx)
  if (!(await needsFirstMember(tx))) return
  await sql`
    INSERT INTO memberships (workspace_id, member_id, role, created_at)
    SELECT id, ${memberId}, 'owner', ${now} FROM workspaces ORDER BY id LIMIT 1
  `.execute(tx)
}
