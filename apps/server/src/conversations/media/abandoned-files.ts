import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"

/** Deleted together, and then in the database in one statement. */
const together = 100
const retryMinutes = 60

/** Takes away files whose messages are gone. One that the store does not take away now is tried again in an hour. */
export async function deleteAbandonedFiles({
  db,
  fileStore,
  logger,
}: Pick<Platform, "db" | "fileStore" | "logger">): Promise<void> {
  // By the database's clock, which its trigger has asked as well.
  const { rows: due } = await db.system((tx) =>
    sql<{ file: string }>`SELECT file FROM abandoned_files WHERE delete_after <= now()
      ORDER BY delete_after LIMIT ${together}`.execute(tx),
  )
  const ended = await Promise.all(
    due.map(({ file }) =>
      fileStore.delete(file).then(
        () => ({ file, isGone: true }),
        (error: unknown) => {
          logger.warn(
            { err: error, file },
            "a file whose message is gone could not be deleted; it will be tried again",
          )
          return { file, isGone: false }
        },
      ),
    ),
  )
  const filesThat = (areGone: boolean) =>
    ended.flatMap(({ file, isGone }) => (isGone === areGone ? [file] : []))
  await db.system(async (tx) => {
    await sql`DELETE FROM abandoned_files WHERE file = ANY(${filesThat(true)}::text[])`.execute(tx)
    await sql`UPDATE abandoned_files SET delete_after = now() + make_interval(mins => ${retryMinutes})
      WHERE file = ANY(${filesThat(false)}::text[])`.execute(tx)
  })
  if (due.length === together) await deleteAbandonedFiles({ db, fileStore, logger })
}
