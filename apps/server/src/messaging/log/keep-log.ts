/** What was posted and what Meta told of it, word for word, for the days in which somebody may ask. */
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { erasedWamid } from "../history/erase-messages.ts"
import type { Settled } from "../outbox/settle.ts"
import { withoutCodes } from "../preview/hidden-codes.ts"
import { classes } from "../sources/sources.ts"
import { ourId } from "../statuses.ts"

/** Whether a payload may be kept: a test is for no contact, and a code to sign in with is for its person alone. Pure. */
export function isLogged(row: { contact_id: string | null; class: number; variables: unknown }): boolean {
  if (row.contact_id === null || row.class === classes.authentication) return false
  return (
    row.variables === null || JSON.stringify(withoutCodes(row.variables)) === JSON.stringify(row.variables)
  )
}

/** Keeps what was posted of messages that are settled, in their transaction. Of a person who was erased meanwhile nothing is kept. */
export async function keepPayloads(
  tx: Tx,
  workspaceId: string,
  settled: readonly Pick<Settled, "id" | "payload">[],
): Promise<void> {
  const posted = settled.filter(({ payload }) => payload !== undefined)
  if (posted.length === 0) return
  await sql`
    INSERT INTO message_payloads (message_id, workspace_id, payload)
    SELECT sent.id, ${workspaceId}::uuid, sent.payload FROM ${rows("sent", posted, { id: "uuid", payload: "text" })}
    CROSS JOIN LATERAL (SELECT contact_id FROM messages WHERE id = sent.id LIMIT 1) AS message
    WHERE EXISTS (SELECT FROM contacts WHERE id = message.contact_id)
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Keeps what Meta told of messages, once they are applied. */
export async function keepWebhooks(
  tx: Tx,
  workspaceId: string,
  events: readonly StatusEvent[],
  now: Date,
): Promise<void> {
  const told = events.flatMap((event) => {
    const id = ourId(event)
    const { kind: _, opaque: __, ...said } = event
    return id === undefined ? [] : [{ id, body: JSON.stringify(said) }]
  })
  if (told.length === 0) return
  await sql`
    INSERT INTO message_webhooks (message_id, workspace_id, received_at, body)
    SELECT told.id, ${workspaceId}::uuid, ${now}::timestamptz, told.body FROM ${rows("told", told, { id: "uuid", body: "text" })}
    CROSS JOIN LATERAL (SELECT contact_id, wamid FROM messages WHERE id = told.id LIMIT 1) AS message
    WHERE message.contact_id IS NOT NULL AND message.wamid IS DISTINCT FROM ${erasedWamid}`.execute(tx)
}

const mostAtOnce = 10_000
const dayMs = 24 * 60 * 60_000

/** Forgets what is older than the setting. @returns whether there may be more */
export async function forgetLog({
  db,
  clock,
  config,
}: Pick<Platform, "db" | "clock" | "config">): Promise<boolean> {
  const before = new Date(clock.now().getTime() - config.messageLogDays * dayMs)
  const counts = await db.system(async (tx) => [
    await sql`DELETE FROM message_payloads WHERE message_id = ANY(ARRAY(
      SELECT message_id FROM message_payloads WHERE message_id < uuidv7_floor(${before}) ORDER BY message_id LIMIT ${mostAtOnce}))`.execute(
      tx,
    ),
    await sql`DELETE FROM message_webhooks WHERE message_id = ANY(ARRAY(
      SELECT message_id FROM message_webhooks WHERE message_id < uuidv7_floor(${before}) ORDER BY message_id LIMIT ${mostAtOnce}))
      AND message_id < uuidv7_floor(${before})`.execute(tx),
  ])
  return counts.some(({ numAffectedRows }) => Number(numAffectedRows ?? 0) >= mostAtOnce)
}
