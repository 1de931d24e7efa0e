import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../../platform/database/index.ts"
import { digest } from "../../platform/secrets.ts"
import type { Caller } from "../caller.ts"
import { isRole, type Permission, type Permissions } from "../permissions.ts"

/** A new key as it is shown once: 256 random bits. */
export function generateApiKey(): string {
  return `pk_${randomBytes(32).toString("base64url")}`
}

/**
 * Stores a key so that it can be recognised, not read. Without `permissions` it may do everything; with `madeBy`, a
 * member's id, never more than that member.
 */
export async function storeApiKey(
  tx: Tx,
  key: {
    workspaceId: string
    name: string
    secret: string
    permissions?: Permission[]
    madeBy?: string | undefined
    expiresAt?: Date | undefined
    now: Date
  },
): Promise<string> {
  const row = await tx
    .insertInto("api_keys")
    .values({
      workspace_id: key.workspaceId,
      name: key.name,
      digest: digest(key.secret),
      hint: key.secret.slice(0, 8),
      permissions: key.permissions ?? null,
      made_by: key.madeBy ?? null,
      expires_at: key.expiresAt ?? null,
      created_at: key.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

/** How exactly `last_used_at` is kept: finer would cost a write for each request. */
const lastUsedMs = 60_000

/**
 * The caller that a key belongs to; undefined when it is unknown, revoked or expired, or the member who made it may not enter the workspace.
 * Runs in the system's scope.
 */
export async function recogniseApiKey(
  tx: Tx,
  secret: string,
  permissions: Permissions,
  now: Date,
): Promise<Caller | undefined> {
  const { rows } = await sql<{
    id: string
    workspace_id: string
    name: string
    permissions: string[] | null
    made_by: string | null
    makers_role: string | null
  }>`
    WITH known AS (
      SELECT id, k.workspace_id, name, permissions, last_used_at, made_by, m.role AS makers_role
      FROM api_keys k LEFT JOIN memberships m ON (m.workspace_id, m.member_id) = (k.workspace_id, k.made_by)
      WHERE digest = ${digest(secret)} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})
        AND (made_by IS NULL OR m.role IS NOT NULL)
    ), seen AS (
      UPDATE api_keys SET last_used_at = ${now} FROM known
      WHERE api_keys.id = known.id
        AND (known.last_used_at IS NULL OR known.last_used_at < ${new Date(now.getTime() - lastUsedMs)})
    )
    SELECT id, workspace_id, name, permissions, made_by, makers_role FROM known
  `.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  return {
    workspaceId: row.workspace_id,
    actor: `api_key:${row.id}`,
    name: row.name,
    permissions: new Set(grantedTo(row, permissions)),
    memberId: undefined,
    answerableId: row.made_by ?? undefined,
    proof: { kind: "api_key", id: row.id },
    role: undefined,
  }
}

/** The key with this secret, where it is refused for nothing but its time. Runs in the system's scope. */
export async function findExpiredKey(
  tx: Tx,
  secret: string,
  now: Date,
): Promise<{ id: string; workspaceId: string; expiredAt: Date } | undefined> {
  const row = await tx
    .selectFrom("api_keys")
    .select(["id", "workspace_id", "expires_at"])
    .where("digest", "=", digest(secret))
    .where("revoked_at", "is", null)
    .where("expires_at", "<=", now)
    .executeTakeFirst()
  return row?.expires_at
    ? { id: row.id, workspaceId: row.workspace_id, expiredAt: row.expires_at }
    : undefined
}

/**
 * What a key may do today: what it was given, where null is everything, also what a later version adds; of that, no more
 * than the member who made it, whose role may have changed since.
 */
export function grantedTo(
  key: { permissions: readonly string[] | null; made_by: string | null; makers_role: string | null },
  permissions: Permissions,
): Permission[] {
  const given = key.permissions === null ? [...permissions.all] : permissions.givenBy(key.permissions)
  if (key.made_by === null) return given
  const role = key.makers_role
  const makers = role !== null && isRole(role) ? permissions.of(role) : []
  return given.filter((permission) => makers.includes(permission))
}

/** Revokes the keys that a member of the workspace made. */
export async function revokeKeysOf(
  tx: Tx,
  { workspaceId, memberId, now }: { workspaceId: string; memberId: string; now: Date },
): Promise<void> {
  await tx
    .updateTable("api_keys")
    .set({ revoked_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("made_by", "=", memberId)
    .where("revoked_at", "is", null)
    .execute()
}
