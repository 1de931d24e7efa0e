import { createHash } from "node:crypto"
import type { Occurrence } from "@parley/model"
import { rows, sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { sharedRead } from "../platform/shared-read.ts"
import { endsAfterMs } from "./deliveries/retry.ts"

/** Told of endpoints that have something to be sent, by their ids. */
export const webhooksChannel = "parley_webhooks"

/** An endpoint that is told of something. `kinds` null: of everything. */
interface Listener {
  id: string
  workspaceId: string
  kinds: readonly string[] | null
}

/** One thing that is told. */
export interface ToldEvent {
  workspaceId: string
  /** By which the same is known again. */
  key: Buffer
  kind: string
  contactId: string | null
  at: Date
  data: Record<string, unknown>
}

/**
 * Queues what happens to contacts for the endpoints that want to hear of it, before the log forgets it. What is heard again
 * is known by what it says. Then what was about contacts who are gone is deleted, and what was about merged ones is the
 * other's: by then everything that happened to them before was queued.
 */
export function hearForWebhooks({ db, clock }: Platform) {
  const listeners = sharedRead(() => db.system(readListeners))
  return async (occurrences: readonly Occurrence[]): Promise<void> => {
    if (occurrences.length === 0) return
    const those = await listeners()
    const told = toldEvents(occurrences, wantsOf(those))
    const gone = occurrences.flatMap(goneBy)
    if (told.length === 0 && gone.length === 0) return
    await db.system(async (tx) => {
      await queue(tx, told, clock.now())
      await forget(tx, gone)
    })
  }
}

/** Of the workspace of the transaction, or of all. */
export const readListeners = (tx: Tx): Promise<Listener[]> =>
  tx
    .selectFrom("webhook_endpoints")
    .select(["id", "workspace_id as workspaceId", "kinds"])
    .where("is_enabled", "=", true)
    .execute()

/** Whether any endpoint of a workspace wants to hear of a kind. */
export function wantsOf(listeners: readonly Listener[]): (workspaceId: string, kind: string) => boolean {
  const byWorkspace = Map.groupBy(listeners, ({ workspaceId }) => workspaceId)
  return (workspaceId, kind) =>
    byWorkspace.get(workspaceId)?.some(({ kinds }) => kinds === null || kinds.includes(kind)) ?? false
}

/** What is said twice in one batch, to the millisecond, was said twice. Pure. */
function toldEvents(
  occurrences: readonly Occurrence[],
  wants: (workspaceId: string, kind: string) => boolean,
): ToldEvent[] {
  const times = new Map<string, number>()
  return occurrences.flatMap((occurrence) => {
    const { kind, at, ...said } = occurrence
    if (!wants(said.workspace_id, kind)) return []
    const text = JSON.stringify(occurrence)
    const time = times.get(text) ?? 0
    times.set(text, time + 1)
    const key = createHash("sha256").update(`${time} ${text}`).digest()
    return [
      {
        workspaceId: said.workspace_id,
        key,
        kind,
        contactId: said.contact_id,
        at: new Date(at),
        data: { ...said },
      },
    ]
  })
}

interface Gone {
  from: string
  /** null: deleted */
  into: string | null
}

const goneBy = (occurrence: Occurrence): Gone[] =>
  occurrence.kind === "contact_deleted" ? [{ from: occurrence.contact_id, into: occurrence.merged_into }] : []

async function forget(tx: Tx, gone: readonly Gone[]): Promise<void> {
  if (gone.length === 0) return
  await forgetEventsOf(
    tx,
    gone.flatMap(({ from, into }) => (into === null ? [from] : [])),
  )
  await moveEvents(
    tx,
    gone.flatMap(({ from, into }) => (into === null ? [] : [{ from, into }])),
  )
}

/** Deletes all that was told of contacts, or was to be. */
export async function forgetEventsOf(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  // That somebody is gone says nothing about them, and may be told still.
  await sql`DELETE FROM webhook_events WHERE contact_id = ANY(${contactIds}::uuid[]) AND kind <> 'contact_deleted'`.execute(
    tx,
  )
}

/** What was told of one contact goes when the other one does, as the two are one person. */
export async function moveEvents(tx: Tx, pairs: readonly { from: string; into: string }[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`UPDATE webhook_events AS e SET contact_id = pair.into
    FROM ${rows("pair", pairs, { from: "uuid", into: "uuid" })} WHERE e.contact_id = pair.from`.execute(tx)
}

const eventColumns = {
  workspaceId: "uuid",
  key: "bytea",
  kind: "text",
  contactId: "uuid",
  at: "timestamptz",
  data: "jsonb",
} as const

/** Queues events for the endpoints that want them, each once, with how the contact is called by those who are told. */
export async function queue(tx: Tx, events: readonly ToldEvent[], now: Date): Promise<void> {
  if (events.length === 0) return
  const { rows: queued } = await sql<{ endpoint_id: string }>`
    WITH told AS (
      INSERT INTO webhook_events (workspace_id, key, kind, contact_id, at, data)
      SELECT event.workspace_id, key, kind, contact_id, at,
        CASE WHEN contact_id IS NULL THEN data ELSE data || jsonb_build_object('external_id', c.external_id) END
      FROM ${rows("event", events, eventColumns)}
      LEFT JOIN contacts AS c ON c.id = event.contact_id AND c.workspace_id = event.workspace_id
      ORDER BY event.position
      ON CONFLICT (workspace_id, key) DO NOTHING
      RETURNING id, workspace_id, kind
    ), queued AS (
      INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, due_at, ends_at)
      SELECT told.workspace_id, e.id, told.id, ${now}, ${new Date(now.getTime() + endsAfterMs)}
      FROM told JOIN webhook_endpoints AS e ON e.workspace_id = told.workspace_id
      WHERE e.is_enabled AND (e.kinds IS NULL OR told.kind = ANY(e.kinds))
      ORDER BY told.id
      RETURNING endpoint_id
    )
    SELECT DISTINCT endpoint_id FROM queued`.execute(tx)
  for (const { endpoint_id } of queued) wakeAfterCommit(webhooksChannel, endpoint_id)
}
