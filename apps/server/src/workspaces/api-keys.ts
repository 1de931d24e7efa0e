import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../platform/database/index.ts"
import { digest } from "../platform/secrets.ts"

/** Who a request speaks for. */
export interface Caller {
  workspaceId: string
  /** As it stands in consent records and the audit log: `api_key:<id>`. */
  actor: string
}

/** A new key as it is shown once: 256 random bits. */
export function generateApiKey(): string {
  return `pk_${randomBytes(32).toString("base64url")}`
}

/** Stores a key so that it can be recognised, not read. */
export async function storeApiKey(
  tx: Tx,
  key: { workspaceId: string; name: string; secret: string; now: Date },
): Promise<string> {
  const row = await tx
    .insertInto("api_keys")
    .values({
      workspace_id: key.workspaceId,
      name: key.name,
      digest: digest(key.secret),
      hint: key.secret.slice(0, 8),
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
  const { rows } = await sql<{ id: string; workspace_id: string }>`
    WITH known AS (
      SELECT id, workspace_id, last_used_at FROM api_keys WHERE digest = ${digest(secret)} AND revoked_at IS NULL
    ), seen AS (
      UPDATE api_keys SET last_used_at = ${now} FROM known
      WHERE api_keys.id = known.id
        AND (known.last_used_at IS NULL OR known.last_used_at < ${new Date(now.getTime() - lastUsedMs)})
    )
    SELECT id, workspace_id FROM known
  `.execute(tx)
  const row = rows[0]
  return row && { workspaceId: row.workspace_id, actor: `api_key:${row.id}` }
}
