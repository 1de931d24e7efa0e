import type { Platform } from "../../platform/index.ts"
import { cancelForgotten } from "./progress.ts"

const pieceBytes = 64 * 1024

/** The stored file of an import, chunk by chunk, in pieces small enough that little is read ahead of what is written. */
export async function* storedFile(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  importId: string,
): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const chunk = await db.workspace(workspaceId, (tx) =>
      tx
        .selectFrom("import_chunks")
        .select("bytes")
        .where("import_id", "=", importId)
        .where("position", "=", position)
        .executeTakeFirst(),
    )
    if (!chunk) return
    for (let at = 0; at < chunk.bytes.length; at += pieceBytes) {
      yield chunk.bytes.subarray(at, at + pieceBytes)
    }
  }
}

const dayMs = 24 * 60 * 60_000

/** Deletes what uploads left behind whose server died on the way, and which nobody repeated for a day; and files that nobody starts. */
export async function forgetFiles({ db, clock }: Pick<Platform, "db" | "clock">): Promise<void> {
  await db.system((tx) => cancelForgotten(tx, clock.now()))
  const yesterday = new Date(clock.now().getTime() - dayMs)
  await db.system((tx) =>
    tx
      .deleteFrom("import_chunks")
      .where("import_id", "in", (eb) =>
        eb
          .selectFrom("import_chunks")
          .innerJoin("imports", "imports.id", "import_chunks.import_id")
          .where("imports.state", "=", "waiting")
          .groupBy("import_chunks.import_id")
          .having((eb) => eb(eb.fn.max("import_chunks.stored_at"), "<", yesterday))
          .select("import_chunks.import_id"),
      )
      .execute(),
  )
}
