import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { NumberRef } from "./registration.ts"

/**
 * Lets one change of something that Meta keeps of a number through at a time, so that what was compared still holds when
 * it is written. Waits for its turn; holds a connection while Meta is asked, which members do rarely.
 */
export function inTurn<T>(
  platform: Pick<Platform, "db">,
  { workspaceId, numberId }: NumberRef,
  change: (tx: Tx) => Promise<T>,
): Promise<T> {
  return platform.db.workspace(workspaceId, async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`number at Meta ${numberId}`}, 0))`.execute(tx)
    return change(tx)
  })
}
