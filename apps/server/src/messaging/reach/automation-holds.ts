/** A person of the team writes to a contact: nothing automatic goes from the number to them meanwhile. */
import { z } from "zod"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { wakeLane } from "../outbox/enqueue.ts"

export const automationHold = z
  .object({
    id: fields.id,
    number_id: fields.id,
    contact_id: fields.id,
    run_id: fields.id.nullable().describe("Of the canvas that handed over; null: a member took over"),
    reason: z.string(),
    since: fields.timestamp,
    until: fields.timestamp,
    released_at: fields.timestamp.nullable(),
  })
  .meta({ id: "AutomationHold" })
export type AutomationHold = z.output<typeof automationHold>

export interface NewHold {
  contactId: string
  /** The run of a canvas that hands over. */
  runId: string | null
}

const columns = sql`id, number_id, contact_id, run_id, reason, since, until, released_at`

/** Holds what is automatic for these people and the number. @returns in no order */
export async function holdAutomation(
  tx: Tx,
  of: { workspaceId: string; numberId: string; reason: string; until: Date; now: Date },
  people: readonly NewHold[],
): Promise<AutomationHold[]> {
  const { rows: held } = await sql<AutomationHold>`
    INSERT INTO automation_holds (workspace_id, number_id, contact_id, run_id, reason, since, until)
    SELECT ${of.workspaceId}, ${of.numberId}, contact_id, run_id, ${of.reason}, ${of.now}, ${of.until}
    FROM ${rows("p", people, { contactId: "uuid", runId: "uuid" })} ORDER BY contact_id RETURNING ${columns}`.execute(
    tx,
  )
  return held
}

/**
 * Lets what is automatic go on for a contact and a number: what waits is due at once.
 * @returns the holds that were open
 */
export async function releaseAutomation(
  tx: Tx,
  { contactId, numberId, now }: { contactId: string; numberId: string; now: Date },
): Promise<AutomationHold[]> {
  const { rows: released } = await sql<AutomationHold>`
    UPDATE automation_holds SET released_at = ${now}
    WHERE contact_id = ${contactId} AND number_id = ${numberId} AND released_at IS NULL AND until > ${now} RETURNING ${columns}`.execute(
    tx,
  )
  await sql`
    UPDATE outbox SET send_after = ${now}
    WHERE contact_id = ${contactId} AND number_id = ${numberId} AND state = 'due' AND claim IS NULL AND wait_reason = 'handed_over'
      AND send_after > ${now}`.execute(tx)
  wakeLane(numberId)
  return released
}

/** Those that hold something now, of a contact; the newest first. @throws Problem not_found */
export async function openHolds(tx: Tx, contactId: string, now: Date): Promise<AutomationHold[]> {
  found(
    await tx.selectFrom("contacts").select("id").where("id", "=", contactId).executeTakeFirst(),
    "contact",
  )
  const { rows: open } = await sql<AutomationHold>`
    SELECT ${columns} FROM automation_holds
    WHERE contact_id = ${contactId} AND released_at IS NULL AND until > ${now} ORDER BY id DESC`.execute(tx)
  return open
}

/** Until when those that these runs began hold, by their ids; one that was released is not among them. */
export async function holdsOfRuns(tx: Tx, runIds: readonly string[]): Promise<Map<string, Date>> {
  if (runIds.length === 0) return new Map()
  const { rows: held } = await sql<{ run_id: string; until: Date }>`
    SELECT run_id, until FROM automation_holds WHERE run_id = ANY(${runIds}::uuid[]) AND released_at IS NULL`.execute(
    tx,
  )
  return new Map(held.map(({ run_id, until }) => [run_id, until]))
}

/** Those of contacts who prove to be others are for these. */
export async function moveHolds(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  await sql`UPDATE automation_holds AS h SET contact_id = pair.into FROM ${rows("pair", pairs, { from: "uuid", into: "uuid" })}
    WHERE h.contact_id = pair.from AND h.workspace_id = ${workspaceId}`.execute(tx)
}

export async function eraseHolds(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  await sql`DELETE FROM automation_holds
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
}

export async function exportHolds(tx: Tx, workspaceId: string, contactId: string): Promise<unknown[]> {
  const { rows: holds } = await sql`
    SELECT number_id, reason, since, until, released_at FROM automation_holds
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY since LIMIT 1000`.execute(tx)
  return holds
}
