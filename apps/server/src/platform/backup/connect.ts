import type pg from "pg"
import { createClient, migrationMs } from "../database/index.ts"

/** A connection whose statements may take hours, and that may rest between them while files are written. */
export async function connectForBackup(url: string): Promise<pg.Client> {
  const client = createClient(url, { name: "backup", statementMs: migrationMs })
  await client.connect()
  await client.query("SET idle_in_transaction_session_timeout = 0")
  return client
}
