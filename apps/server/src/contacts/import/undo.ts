import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { eraseContacts } from "../erasure/erase-contacts.ts"
import { asImport, type ContactImport, getImport, importColumns } from "./imports.ts"
import { importsChannel } from "./progress.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Which of these contacts something has happened to that the room keeps: an import that created them does not take them back. */
    contactsInUse?(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<string[]>
  }
}

/** @throws Problem not_found; conflict when the import is under way, created nobody, or was of events */
export async function undoImport(tx: Tx, id: string): Promise<ContactImport> {
  const undoing = await tx
    .updateTable("imports")
    .set({ state: "undoing" })
    .where("id", "=", id)
    .where("state", "in", ["completed", "failed", "canceled"])
    .where("rows_created", ">", 0)
    .where("kind", "=", "contacts")
    .returning(importColumns)
    .executeTakeFirst()
  if (undoing) {
    wakeAfterCommit(importsChannel, id)
    return asImport(undoing)
  }
  const { state, kind, rows_created } = await getImport(tx, id)
  if (kind === "events") throw new Problem("conflict", "An import of events cannot be undone.")
  if (rows_created === 0)
    throw new Problem("conflict", "This import created no contacts, so there is nothing to undo.")
  throw new Problem("conflict", `This import is ${state}, and cannot be undone.`, {
    help: state === "undone" ? "It was undone already." : "Cancel it first, or wait until it has ended.",
  })
}

const batchSize = 500

/** Deletes the contacts that an import created and that nothing has happened to since, batch by batch, and says how many. */
export async function runUndo(
  platform: Pick<Platform, "db" | "clock" | "rooms">,
  { id, workspaceId }: { id: string; workspaceId: string },
  signal: AbortSignal,
): Promise<void> {
  let after: string | undefined
  while (!signal.aborted) {
    const last = after
    after = await platform.db.workspace(workspaceId, (tx) =>
      undoBatch(tx, platform, { id, workspaceId, after: last }),
    )
    if (after !== undefined) continue
    await platform.db.workspace(workspaceId, (tx) => endUndo(tx, id, platform.clock.now()))
    return
  }
}

/** @returns the last contact of the batch; undefined when there is none any more */
async function undoBatch(
  tx: Tx,
  { clock, rooms }: Pick<Platform, "clock" | "rooms">,
  { id, workspaceId, after }: { id: string; workspaceId: string; after: string | undefined },
): Promise<string | undefined> {
  // Ids begin with the time at which they were made, by another clock, and so lead to the contacts without an index for it.
  const { rows: contacts } = await sql<{ id: string; is_unchanged: boolean }>`
    SELECT c.id, c.updated_at = c.created_at AND NOT EXISTS (
        SELECT FROM consent_records AS r WHERE r.contact_id = c.id AND r.recorded_at <> i.started_at)
        AND NOT EXISTS (SELECT FROM contact_events AS e WHERE e.contact_id = c.id) AS is_unchanged
    FROM imports AS i JOIN contacts AS c ON c.workspace_id = i.workspace_id AND c.import_id = i.id
      AND c.id > coalesce(${after ?? null}::uuid, uuidv7_floor(i.started_at - interval '1 hour'))
      AND c.id < uuidv7_floor(coalesce(i.finished_at, ${clock.now()}) + interval '1 hour')
    WHERE i.id = ${id} AND i.state = 'undoing'
    ORDER BY c.id LIMIT ${batchSize} FOR UPDATE OF c`.execute(tx)
  const last = contacts.at(-1)
  if (!last) return undefined
  const unchanged = contacts.flatMap(({ id, is_unchanged }) => (is_unchanged ? [id] : []))
  const used = new Set<string>()
  for (const room of rooms) {
    for (const contactId of (await room.contactsInUse?.(tx, workspaceId, unchanged)) ?? [])
      used.add(contactId)
  }
  const erased = await eraseContacts(
    tx,
    { workspaceId, now: clock.now(), rooms },
    unchanged.filter((contactId) => !used.has(contactId)),
  )
  await sql`UPDATE imports SET rows_undone = rows_undone + ${erased.length} WHERE id = ${id}`.execute(tx)
  return last.id
}

async function endUndo(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable("imports")
    .set((eb) => ({
      state: "undone",
      undone_at: now,
      rows_kept: eb("rows_created", "-", eb.ref("rows_undone")),
    }))
    .where("id", "=", id)
    .where("state", "=", "undoing")
    .execute()
}
