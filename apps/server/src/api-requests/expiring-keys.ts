import { type Told, tellStanding } from "../notifications/index.ts"
import { sql } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"

/** So long before a key expires members are told. */
const beforehandMs = 7 * 24 * 60 * 60_000

interface Expiring {
  id: string
  workspace_id: string
  name: string
  owner: string | null
  expires_at: Date
}

/** Tells members of keys that expire within a week, and no more of those that are good for longer, expired or revoked. */
export async function tellExpiringKeys({ db, clock }: Pick<Platform, "db" | "clock">): Promise<void> {
  const now = clock.now()
  await db.system(async (tx) => {
    const { rows: keys } = await sql<Expiring>`
      SELECT k.id, k.workspace_id, k.name, m.name AS owner, k.expires_at
      FROM api_keys AS k LEFT JOIN members AS m ON m.id = k.made_by
      WHERE k.revoked_at IS NULL AND k.expires_at > ${now} AND k.expires_at <= ${new Date(now.getTime() + beforehandMs)}`.execute(
      tx,
    )
    const told = keys.map(
      ({ id, workspace_id, name, owner, expires_at }): Told => ({
        workspaceId: workspace_id,
        subjectId: id,
        condition: `api_key:${id}:expiring`,
        about: {
          kind: "api_key_expiring",
          api_key_id: id,
          name,
          owner,
          expires_at: expires_at.toISOString(),
        },
      }),
    )
    await tellStanding(tx, { kinds: ["api_key_expiring"] }, told, now)
  })
}
