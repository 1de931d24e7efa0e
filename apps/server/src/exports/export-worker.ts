import { isRace, patiently, sql, troubleOf } from "../platform/database/index.ts"
import { SheetFull } from "../platform/files/workbook.ts"
import type { Platform } from "../platform/index.ts"
import { startLeasedWork } from "../platform/leased-work/index.ts"
import { exportsChannel } from "./exports.ts"
import { partKey, runExport, startExport } from "./run-export.ts"

/** Writes the files of queued exports, one at a time: each workspace's oldest first. */
export function startExports(platform: Platform): { stop(): Promise<void> } {
  const { db, clock } = platform
  return startLeasedWork<{ id: string; workspace_id: string }>(platform, {
    name: "export",
    pollMs: 1_000,
    channel: exportsChannel,
    mostAtOnce: 1,
    due: () =>
      db.system((tx) =>
        tx
          .selectFrom("contact_exports")
          .select(["id", "workspace_id"])
          .where("state", "in", ["queued", "running"])
          .orderBy(sql`row_number() OVER (PARTITION BY workspace_id ORDER BY id)`)
          .orderBy("id")
          .limit(100)
          .execute(),
      ),
    run: async ({ id, workspace_id }, signal) => {
      try {
        await patiently(async () => {
          const started = await db.workspace(workspace_id, (tx) => startExport(tx, id))
          if (started) await runExport(platform, started, signal)
        })
      } catch (error) {
        if (troubleOf(error) !== "passing" && !isRace(error)) {
          await db.workspace(workspace_id, (tx) =>
            tx
              .updateTable("contact_exports")
              .set({
                state: "failed",
                failure:
                  error instanceof SheetFull
                    ? `${error.message} Export as CSV instead.`
                    : "Something went wrong on our side. Start another export.",
                finished_at: clock.now(),
              })
              .where("id", "=", id)
              .where("state", "=", "running")
              .execute(),
          )
        }
        throw error
      }
    },
  })
}

const most = 20

/** Deletes the files of exports that are over: seven days after they were written, or once somebody was erased. */
export async function deleteExpiredExports({ db, clock, fileStore }: Platform): Promise<void> {
  const gone = await db.system(async (tx) => {
    await sql`UPDATE contact_exports SET state = 'expired', filter = NULL, matching = NULL, contact_ids = NULL
      WHERE state = 'completed' AND expires_at < ${clock.now()}`.execute(tx)
    return tx
      .selectFrom("contact_exports")
      .select(["id", "workspace_id", "parts"])
      .where("state", "in", ["expired", "failed"])
      .where("parts", ">", 0)
      .limit(most)
      .execute()
  })
  for (const { id, workspace_id, parts } of gone) {
    const keys = Array.from({ length: parts }, (_, index) =>
      partKey({ id, workspaceId: workspace_id }, index + 1),
    )
    await Promise.all(keys.map((key) => fileStore.delete(key)))
  }
  if (gone.length === 0) return
  await db.system((tx) =>
    tx
      .updateTable("contact_exports")
      .set({ parts: 0 })
      .where(
        "id",
        "in",
        gone.map(({ id }) => id),
      )
      .execute(),
  )
}
