import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../platform/database/index.ts"
import { digest } from "../platform/secrets.ts"
import type { Caller } from "./caller.ts"
import { isPermission, type Permission, permissions } from "./permissions.ts"

/** A new key as it is shown once: 256 random bits. */
export function generateApiKey(): string {
  return `pk_${randomBytes(32).toString("base64url")}`
}

/** Stores a key so that it can be recognised, not read. Without `permissions` it may do everything. */
export async function storeApiKey(
  tx: Tx,
  key: { workspaceId: string; name: string; secret: string; permissions?: Permission[]; now: Date },
): Promise<string> {
  const row = await tx
    .insertInto("api_keys")
    .values({
      workspace_id: key.workspaceId,
      name: key.name,
      digest: digest(key.secret),
      hint: key.secret.slice(0, 8),
      permissions: key.permissions ?? null,
      created_at: key.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

/** How exactly `last_used_at` is kept: finer would cost a write for each request. */
const lastUsedMs = 60_000

/** The caller that a key belongs to; undefined when it is unknown or revoked. Runs in the system's scope. */
export async function recogniseApiKey(tx: Tx, secret: string, now: Date): Promise<Caller | undefined> {
  const { rows } = await sql<{
    id: string
    workspace_id: string
    name: string
    permissions: string[] | null
  }>`
    WITH known AS (
      SELECT id, workspace_id, name, permissions, last_used_at FROM api_keys WHERE digest = ${digest(secret)} AND revoked_at IS NULL
    ), seen AS (
      UPDATE api_keys SET last_used_at = ${now} FROM known
      WHERE api_keys.id = known.id
        AND (known.last_used_at IS NULL OR known.last_used_at < ${new Date(now.getTime() - lastUsedMs)})
    )
    SELECT id, workspace_id, name, permissions FROM known
  `.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  return {
    workspaceId: row.workspace_id,
    actor: `api_key:${row.id}`,
    name: row.name,
    permissions: new Set(grantedTo(row.permissions)),
    memberId: undefined,
    role: undefined,
  }
}

/** What a stored key may do: null is everything, also what a later version adds. */
export function grantedTo(stored: readonly string[] | null): Permission[] {
  return stored === null ? [...permissions] : stored.filter(isPermission)
}
