import { availableParallelism } from "node:os"
import { type Kysely, sql } from "kysely"
import type { DB } from "./tables.generated.ts"

/** An open transaction. What it may see was decided where it was opened: one workspace, or the whole installation. */
export type Tx = Kysely<DB>

/**
 * What a transaction starts with that only reads, beneath no policy. Of two processors one is left for what is sent: a worker of PostgreSQL
 * costs as much as it saves there.
 */
export const readingScope =
  "SET TRANSACTION READ ONLY; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL hash_mem_multiplier = 4; " +
  "SET LOCAL parallel_setup_cost = 10000; " +
  `SET LOCAL max_parallel_workers_per_gather = ${Math.min(2, Math.floor((availableParallelism() - 1) / 2))}`

const begin = sql.raw(`SAVEPOINT reading; SET LOCAL ROLE NONE; ${readingScope}`)
/** Gives back the role and all settings. */
const end = sql.raw("ROLLBACK TO SAVEPOINT reading; RELEASE SAVEPOINT reading")

/**
 * As `Database.reading`, in the middle of a transaction of a workspace, of which it sees what was written: it only reads, and names the
 * workspace for every table.
 */
export async function readWithin<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await begin.execute(tx)
  try {
    const result = await work(tx)
    await end.execute(tx)
    return result
  } catch (error) {
    // What went wrong first is what matters.
    await end.execute(tx).catch(() => undefined)
    throw error
  }
}
