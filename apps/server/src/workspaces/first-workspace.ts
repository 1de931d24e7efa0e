import { join } from "node:path"
import { sql } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { closeFile } from "../platform/private-files.ts"
import { keptSecret } from "../platform/secrets.ts"
import { generateApiKey, storeApiKey } from "./api-keys/api-keys.ts"
import { createWorkspace } from "./workspace.ts"

const keyFile = "api-key"

/**
 * Makes an empty installation usable: a workspace, and the API key from the configuration or, without one, a new key
 * kept in the data folder as `api-key`, where the command line finds it. Does nothing where a workspace exists.
 */
export async function ensureFirstWorkspace({
  db,
  clock,
  config,
}: Pick<Platform, "db" | "clock" | "config">): Promise<void> {
  await closeFile(join(config.dataDir, keyFile))
  await db.system(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('first workspace'))`.execute(tx)
    if (await tx.selectFrom("workspaces").select("id").limit(1).executeTakeFirst()) return
    const secret = config.apiKey ?? (await keptSecret(config.dataDir, keyFile, generateApiKey))
    const { id: workspaceId } = await createWorkspace(tx, "My workspace", clock.now())
    await storeApiKey(tx, { workspaceId, name: "First key", secret, now: clock.now() })
  })
}
