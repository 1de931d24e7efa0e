import { eventsOfImport, forgetImportedKeys, recordTogether, removeImported } from "../../events/index.ts"
import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { eraseContacts } from "../erasure/erase-contacts.ts"
import { afterRaces } from "../retry-on-conflict.ts"
import { takeOffImported } from "../static-lists/members.ts"
import { untagImported } from "../tags/tags.ts"
import { asImport, type ContactImport, getImport, importColumns } from "./imports.ts"
import { importsChannel } from "./progress.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Which of these contacts something has happened to that the room keeps: an import that created them does not take them back. */
    contactsInUse?(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<string[]>
  }
}

/** @throws Problem not_found; conflict when the import is under way, or there is nothing of it to take back */
export async function undoImport(tx: Tx, id: string): Promise<ContactImport> {
  const undoing = await tx
    .updateTable("imports")
    .set({ state: "undoing" })
    .where("id", "=", id)
    .where("state", "in", ["completed", "failed", "canceled"])
    .where(sql<boolean>`(rows_created > 0
      OR EXISTS (SELECT FROM events WHERE import_id = imports.id)
      OR EXISTS (SELECT FROM tagged_contacts WHERE import_id = imports.id)
      OR EXISTS (SELECT FROM list_members WHERE import_id = imports.id))`)
    .returning(importColumns)
    .executeTakeFirst()
  if (undoing) {
    wakeAfterCommit(importsChannel, id)
    return asImport(undoing)
  }
  const { state } = await getImport(tx, id)
  if (state === "completed" || state === "failed" || state === "canceled")
    throw new Problem("conflict", "There is nothing to undo.", {
      help: "This import created no contacts, and what it recorded or added is not there any more.",
    })
  throw new Problem("conflict", `This import is ${state}, and cannot be undone.`, {
    help: state === "undone" ? "It was undone already." : "Cancel it first, or wait until it has ended.",
  })
}

const batchSize = 500

interface Undone {
  id: string
  workspaceId: string
}

/**
 * Takes back what an import recorded, created and added: events, then contacts to which nothing else has happened, then tags and lists of
 * others. Each batch and its counts are one transaction, so a worker that takes it up after another died finds what is left.
 */
export async function runUndo(
  platform: Pick<Platform, "db" | "clock" | "rooms">,
  undone: Undone,
  signal: AbortSignal,
): Promise<void> {
  const { id, workspaceId } = undone
  const steps = [removeEvents, forgetKeys, deleteCreated, takeOff]
  for (const step of steps) {
    for (let after: string | undefined; ; ) {
      if (signal.aborted) return
      const last = after
      after = await afterRaces(() =>
        platform.db.workspace(workspaceId, (tx) =>
          recordTogether(tx, () => step(tx, platform, { ...undone, after: last })),
        ),
      )
      if (after === undefined) break
    }
  }
  await platform.db.workspace(workspaceId, (tx) => endUndo(tx, id, platform.clock.now()))
}

/** One batch of a step. @returns where the next one continues; undefined when there is none any more */
type Step = (
  tx: Tx,
  platform: Pick<Platform, "clock" | "rooms">,
  of: Undone & { after: string | undefined },
) => Promise<string | undefined>

const removeEvents: Step = async (tx, { clock }, { id, workspaceId, after }) => {
  const events = await eventsOfImport(tx, id, after)
  const last = events.at(-1)
  if (!last) return undefined
  await lockContacts(
    tx,
    events.map(({ contactId }) => contactId),
  )
  const removed = await removeImported(tx, { workspaceId, importId: id, now: clock.now() }, events)
  await sql`UPDATE imports SET events_undone = events_undone + ${removed} WHERE id = ${id}`.execute(tx)
  return last.id
}

/** Against being merged and erased meanwhile. */
const lockContacts = (tx: Tx, contactIds: readonly string[]) =>
  sql`SELECT FROM contacts WHERE id = ANY(${contactIds}::uuid[]) ORDER BY id FOR KEY SHARE`.execute(tx)

const forgetKeys: Step = async (tx, _platform, { id, workspaceId }) => {
  const { started_at: seenAt } = await tx
    .selectFrom("imports")
    .select("started_at")
    .where("id", "=", id)
    .executeTakeFirstOrThrow()
  const isMore = seenAt !== null && (await forgetImportedKeys(tx, { workspaceId, importId: id, seenAt }))
  return isMore ? id : undefined
}

const takeOff: Step = async (tx, { clock }, { id, workspaceId, after }) => {
  const { rows } = await sql<{ contact_id: string }>`
    SELECT contact_id FROM (
      SELECT contact_id FROM tagged_contacts WHERE import_id = ${id} UNION
      SELECT contact_id FROM list_members WHERE import_id = ${id}) AS added
    WHERE ${after ?? null}::uuid IS NULL OR contact_id > ${after ?? null}::uuid
    ORDER BY contact_id LIMIT ${batchSize}`.execute(tx)
  const contactIds = rows.map(({ contact_id }) => contact_id)
  const last = contactIds.at(-1)
  if (last === undefined) return undefined
  await lockContacts(tx, contactIds)
  const now = clock.now()
  const untagged = await untagImported(tx, { importId: id, now }, contactIds)
  const unlisted = await takeOffImported(tx, { workspaceId, importId: id, now }, contactIds)
  await sql`UPDATE imports SET memberships_undone = memberships_undone + ${untagged + unlisted} WHERE id = ${id}`.execute(
    tx,
  )
  return last
}

const deleteCreated: Step = async (tx, { clock, rooms }, { id, workspaceId, after }) => {
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
