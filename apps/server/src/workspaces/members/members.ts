import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { revokeKeysOf } from "../api-keys/api-keys.ts"
import type { Caller } from "../caller.ts"
import type { Permissions, Role } from "../permissions.ts"
import { withdrawInvitationsOf } from "./invitations.ts"

/**
 * The workspace's members with their roles. `last_seen_at` is when a session was last renewed: sessions run on the machine's
 * own time, so it is told as long ago as it is by that.
 */
export function selectMembers(tx: Tx, workspaceId: string) {
  return tx
    .selectFrom("memberships")
    .innerJoin("members", "members.id", "memberships.member_id")
    .where("memberships.workspace_id", "=", workspaceId)
    .select([
      "members.id",
      "members.name",
      "members.email",
      "memberships.role",
      "memberships.created_at as joined_at",
      sql<boolean>`coalesce(members.two_factor_enabled, false)`.as("two_factor_enabled"),
      sql<Date | null>`(SELECT max(updated_at) + clock_ahead() FROM sessions WHERE member_id = members.id)`.as(
        "last_seen_at",
      ),
    ])
}

interface Change {
  caller: Pick<Caller, "workspaceId" | "role" | "permissions">
  memberId: string
  permissions: Permissions
}

/**
 * Gives a member another role. Owners are made and unmade by owners only, and a workspace always keeps one. Invitations of
 * their invitations that they could not make any more are withdrawn: they know the links.
 * @throws Problem not_found, forbidden, conflict
 */
export async function changeRole(tx: Tx, { caller, memberId, role, permissions }: Change & { role: Role }) {
  const current = await lockedMembership(tx, caller.workspaceId, memberId)
  requireGrantable(caller, role, permissions)
  if (current.role === "owner" && role !== "owner") await letOwnerGo(tx, caller)
  await tx
    .updateTable("memberships")
    .set({ role })
    .where("workspace_id", "=", caller.workspaceId)
    .where("member_id", "=", memberId)
    .execute()
  await withdrawInvitationsOf(tx, { workspaceId: caller.workspaceId, memberId, role, permissions })
  return found(
    await selectMembers(tx, caller.workspaceId).where("members.id", "=", memberId).executeTakeFirst(),
    "member",
  )
}

/**
 * Takes a member out of the workspace; they stay a member of others. The keys that they made are revoked: they know them.
 * @throws as `changeRole`
 */
export async function removeMember(
  tx: Tx,
  { caller, memberId, permissions, now }: Change & { now: Date },
): Promise<void> {
  const current = await lockedMembership(tx, caller.workspaceId, memberId)
  if (current.role === "owner") await letOwnerGo(tx, caller)
  await tx
    .deleteFrom("memberships")
    .where("workspace_id", "=", caller.workspaceId)
    .where("member_id", "=", memberId)
    .execute()
  await withdrawInvitationsOf(tx, { workspaceId: caller.workspaceId, memberId, role: undefined, permissions })
  await revokeKeysOf(tx, { workspaceId: caller.workspaceId, memberId, now })
}

/** Locks every owner's row as well, so that two owners cannot demote each other at once. */
async function lockedMembership(tx: Tx, workspaceId: string, memberId: string) {
  const rows = await tx
    .selectFrom("memberships")
    .select(["member_id", "role"])
    .where("workspace_id", "=", workspaceId)
    .where((where) => where.or([where("member_id", "=", memberId), where("role", "=", "owner")]))
    .orderBy("member_id")
    .forUpdate()
    .execute()
  return found(
    rows.find((row) => row.member_id === memberId),
    "member",
  )
}

/**
 * Nobody makes someone mightier than they are themselves: a key that may manage members and nothing else would otherwise
 * be a key to everything. @throws Problem forbidden
 */
export function requireGrantable(
  caller: Pick<Caller, "role" | "permissions">,
  role: Role,
  permissions: Permissions,
): void {
  if (role === "owner") onlyOwner(caller)
  const beyond = permissions.of(role).filter((permission) => !caller.permissions.has(permission))
  if (beyond.length > 0) {
    throw new Problem("forbidden", `You cannot give what you do not have: ${beyond.join(", ")}.`, {
      field: "role",
    })
  }
}

/** @throws Problem forbidden unless the caller is an owner */
function onlyOwner({ role }: Pick<Caller, "role">): void {
  if (role !== "owner") {
    throw new Problem("forbidden", "Only an owner decides who else is an owner.", {
      help: "Ask an owner of the workspace.",
    })
  }
}

async function letOwnerGo(tx: Tx, caller: Pick<Caller, "workspaceId" | "role">): Promise<void> {
  onlyOwner(caller)
  const { owners } = await tx
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("owners"))
    .where("workspace_id", "=", caller.workspaceId)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow()
  if (owners < 2) {
    throw new Problem("conflict", "A workspace needs an owner, and this is its last.", {
      help: "Make another member an owner first.",
    })
  }
}
