import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { digest, type SecretBox } from "../../platform/secrets.ts"
import type { SignedInMember } from "../caller.ts"
import { isRole, type Permissions, type Role } from "../permissions.ts"

const validMs = 7 * 24 * 60 * 60_000
const sealContext = "invitation"

export interface Invitation {
  id: string
  email: string
  role: Role
  expires_at: Date
  token: string
}

/**
 * Invites an address; inviting it again replaces the role and gives a new link.
 * @throws Problem conflict when the address belongs to a member of the workspace
 */
export async function invite(
  tx: Tx,
  secrets: SecretBox,
  invitation: { workspaceId: string; email: string; role: Role; actor: string; now: Date },
): Promise<Invitation> {
  const { workspaceId, email, role, actor, now } = invitation
  const member = await tx
    .selectFrom("members")
    .innerJoin("memberships", "memberships.member_id", "members.id")
    .select("members.id")
    .where("members.email", "=", email)
    .where("memberships.workspace_id", "=", workspaceId)
    .executeTakeFirst()
  if (member)
    throw new Problem("conflict", `${email} is a member of this workspace already.`, { field: "email" })
  const token = randomBytes(32).toString("base64url")
  const fresh = {
    role,
    token_digest: digest(token),
    sealed_token: secrets.seal(token, sealContext),
    invited_by: actor,
    expires_at: new Date(now.getTime() + validMs),
  }
  const { id } = await tx
    .insertInto("invitations")
    .values({ workspace_id: workspaceId, email, created_at: now, ...fresh })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "email"]).where("accepted_at", "is", null).doUpdateSet(fresh),
    )
    .returning("id")
    .executeTakeFirstOrThrow()
  return { id, email, role, expires_at: fresh.expires_at, token }
}

/** The invitations that nobody accepted yet, expired ones among them. */
export const selectInvitations = (tx: Tx) =>
  tx
    .selectFrom("invitations")
    .select(["id", "email", "role", "expires_at", "sealed_token"])
    .where("accepted_at", "is", null)

type SealedInvitation = Awaited<ReturnType<ReturnType<typeof selectInvitations>["execute"]>>[number]

/** With their tokens, of which links are made. */
export function readInvitations(rows: readonly SealedInvitation[], secrets: SecretBox): Invitation[] {
  return rows.flatMap(({ id, email, role, expires_at, sealed_token }) =>
    isRole(role) ? [{ id, email, role, expires_at, token: secrets.open(sealed_token, sealContext) }] : [],
  )
}

export async function withdrawInvitation(tx: Tx, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom("invitations")
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .returning("id")
    .executeTakeFirst()
  found(gone, "invitation")
}

/**
 * Withdraws what a member, or a key that they made, invited to and could not any more as `role`; undefined: they are a member
 * no more. The member who invites sees the link, and could otherwise come back by it under another address.
 */
export async function withdrawInvitationsOf(
  tx: Tx,
  left: {
    workspaceId: string
    memberId: string
    role: Role | undefined
    permissions: Permissions
  },
): Promise<void> {
  const { workspaceId, memberId, role, permissions } = left
  if (role === "owner") return
  const mayInvite = role !== undefined && permissions.rolesWith("members:manage").includes(role)
  let created = tx
    .deleteFrom("invitations")
    .where("workspace_id", "=", workspaceId)
    .where(
      sql<boolean>`(invited_by = ${`member:${memberId}`} OR invited_by IN (
        SELECT 'api_key:' || id FROM api_keys WHERE made_by = ${memberId} AND api_keys.workspace_id = ${workspaceId}))`,
    )
    .where("accepted_at", "is", null)
  if (mayInvite) created = created.where("role", "=", "owner")
  await created.execute()
}

/** Withdraws what a key invited to: those who have the key may have kept the links. */
export async function withdrawInvitationsOfKey(tx: Tx, keyId: string): Promise<void> {
  await tx
    .deleteFrom("invitations")
    .where("invited_by", "=", `api_key:${keyId}`)
    .where("accepted_at", "is", null)
    .execute()
}

/** What an invitation says to the holder of its link. Runs in the system's scope. @throws Problem not_found */
export async function openInvitation(tx: Tx, token: string, now: Date) {
  const row = await tx
    .selectFrom("invitations")
    .innerJoin("workspaces", "workspaces.id", "invitations.workspace_id")
    .select([
      "invitations.id",
      "invitations.workspace_id",
      "invitations.email",
      "invitations.role",
      "invitations.expires_at",
      "workspaces.name as workspace_name",
      sql<string | null>`(SELECT name FROM members WHERE 'member:' || members.id = invited_by)`.as(
        "invited_by_name",
      ),
    ])
    .where("token_digest", "=", digest(token))
    .where("accepted_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst()
  if (!row || !isRole(row.role)) {
    throw new Problem("not_found", "This invitation was used, withdrawn, or has expired.", {
      help: "Ask the person who invited you for a new link.",
    })
  }
  return { ...row, role: row.role }
}

/**
 * Lets the member who holds the link into the workspace. The address must be their own: a link that was passed on opens
 * nothing. Runs in the system's scope. @throws Problem not_found, forbidden
 */
export async function acceptInvitation(
  tx: Tx,
  accepted: { token: string; member: SignedInMember; now: Date },
): Promise<string> {
  const { token, member, now } = accepted
  const invitation = await openInvitation(tx, token, now)
  if (invitation.email !== member.email.toLowerCase()) {
    throw new Problem("forbidden", `This invitation is for ${invitation.email}; you are ${member.email}.`, {
      help: "Sign in with the address that was invited.",
    })
  }
  await tx
    .insertInto("memberships")
    .values({
      workspace_id: invitation.workspace_id,
      member_id: member.id,
      role: invitation.role,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .updateTable("invitations")
    .set({ accepted_at: now, accepted_by: member.id })
    .where("id", "=", invitation.id)
    .execute()
  return invitation.workspace_id
}
