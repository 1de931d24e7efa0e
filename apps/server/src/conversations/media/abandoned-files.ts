import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type ClaimedFile, fileKey } from "./media-rows.ts"

/** Deleted together, and then in the database in one statement. */
const together = 100
const retryMinutes = 60

/** Has the files of rows that stay taken away; of rows that go, a trigger does it (migrations, `abandon_media_file`). */
export async function abandonFiles(
  tx: Tx,
  files: readonly Pick<ClaimedFile, "id" | "workspace_id">[],
): Promise<void> {
  const abandoned = files.map((file) => ({ file: fileKey(file), workspaceId: file.workspace_id }))
  await sql`
    INSERT INTO abandoned_files (file, workspace_id, delete_after)
    SELECT file, workspace_id, now() FROM ${rows("abandoned", abandoned, { file: "text", workspaceId: "uuid" })}
    ON CONFLICT DO NOTHING`.execute(tx)
}

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

/** Has a file that is about to be kept taken away in an hour, unless {@link keepFile} says by then that something has it. */
export async function expectFile(
  tx: Tx,
  { file, workspaceId }: { file: string; workspaceId: string },
): Promise<void> {
  await sql`INSERT INTO abandoned_files (file, workspace_id, delete_after)
    VALUES (${file}, ${workspaceId}, now() + interval '1 hour')`.execute(tx)
}

export async function keepFile(tx: Tx, file: string): Promise<void> {
  await sql`DELETE FROM abandoned_files WHERE file = ${file}`.execute(tx)
}
