/** What messages come from: who owns the rules that all of them follow, and what their counts are kept by. */
import { columnsOf, type Database, jsonText, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Intent } from "../decide.ts"
import { wakeLane } from "../outbox/enqueue.ts"

export const sourceKinds = [
  "launch",
  "trigger",
  "canvas_step",
  "api",
  "reply",
  "consent_reply",
  "test",
] as const
export type SourceKind = (typeof sourceKinds)[number]
type StandingKind = "api" | "reply" | "consent_reply" | "test"

/** Classes of priority: a lower one goes first. */
export const classes = { reply: 0, authentication: 1, utility: 2, marketing: 3 } as const
export type PriorityClass = (typeof classes)[keyof typeof classes]
/** Somebody waits for these, tests among them: they overtake whatever a lane has claimed. */
export const urgentClasses: PriorityClass = classes.authentication

/** An answer within an open window goes first, then codes to sign in with, then what was asked for, then what was not. */
export const classOf = (intent: Intent): PriorityClass =>
  intent === "service" ? classes.reply : classes[intent]

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** How long a message of that intent is worth sending, where nobody says otherwise. In milliseconds. */
export const lifetimeMs: Readonly<Record<Intent, number>> = {
  authentication: 10 * minuteMs,
  service: 24 * hourMs,
  utility: 24 * hourMs,
  marketing: 72 * hourMs,
}

/** A person waits for a test, and sends another one by then. */
export const testLifetimeMs = 10 * minuteMs

export interface NewSource {
  workspaceId: string
  numberId: string
  kind: SourceKind
  class: PriorityClass
  parentId?: string
  policy?: object
  expiresAt?: Date
  /** What its messages say, the first being variant 0. */
  contentIds: readonly string[]
  now: Date
}

/** @returns the id of the new source */
export async function createSource(tx: Tx, source: NewSource): Promise<string> {
  const { id } = await tx
    .insertInto("sources")
    .values({
      workspace_id: source.workspaceId,
      number_id: source.numberId,
      kind: source.kind,
      class: source.class,
      parent_id: source.parentId ?? null,
      policy: jsonText(source.policy ?? {}),
      expires_at: source.expiresAt ?? null,
      created_at: source.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const variants = source.contentIds.map((contentId, variant) => ({ contentId, variant }))
  const columns = { contentId: "uuid", variant: "smallint" } as const
  await sql`
    INSERT INTO source_variants (source_id, workspace_id, ${columnsOf(columns)})
    SELECT ${id}, ${source.workspaceId}, ${columnsOf(columns)} FROM ${rows("variant", variants, columns)}
  `.execute(tx)
  return id
}

/** The source of single messages of that kind and class of a number; made where there is none. */
export async function standingSource(
  tx: Tx,
  source: { workspaceId: string; numberId: string; kind: StandingKind; class: PriorityClass; now: Date },
): Promise<string> {
  const { workspaceId, numberId, kind, class: priorityClass, now } = source
  const find = async () => {
    const { rows: found } = await sql<{ id: string }>`
      WITH found AS (
        SELECT id FROM sources
        WHERE number_id = ${numberId} AND kind = ${kind} AND class = ${priorityClass} AND kind IN ('api', 'reply', 'consent_reply', 'test')
      ), made AS (
        INSERT INTO sources (workspace_id, number_id, kind, class, created_at)
        SELECT ${workspaceId}, ${numberId}, ${kind}, ${priorityClass}, ${now} WHERE NOT EXISTS (SELECT FROM found)
        ON CONFLICT DO NOTHING
        RETURNING id
      )
      SELECT id FROM found UNION ALL SELECT id FROM made
    `.execute(tx)
    return found[0]?.id
  }
  const id = (await find()) ?? (await find())
  if (id === undefined) throw new Error("a standing source is neither there nor made")
  return id
}

/** No more messages come: the source ends when the last has left the outbox. */
export async function closeSource(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable("sources")
    .set({ filled_at: now })
    .where("id", "=", id)
    .where("filled_at", "is", null)
    .execute()
}

/** A query of the ids of a source and of the waves that send once more what failed later: what is done to it is done to them. */
export const idsWithWaves = (id: string) => sql<{ id: string }>`
  WITH RECURSIVE tree AS (
    SELECT sources.id FROM sources WHERE sources.id = ${id}
    UNION ALL
    SELECT wave.id FROM sources AS wave JOIN tree ON wave.parent_id = tree.id AND wave.is_late_retry
  ) SELECT tree.id FROM tree`

/** Waits for waves of a source that are being made, and has others wait: a statement after this one finds all of them. */
const lockWithWaves = (tx: Tx, id: string) =>
  sql`SELECT FROM sources WHERE id = ANY(ARRAY(${idsWithWaves(id)})) ORDER BY id FOR UPDATE`.execute(tx)

/**
 * Nothing of it is claimed any more within a second, what lanes have claimed is given back, and what waits is taken out of
 * the outbox soon; what is in doubt is not sent again.
 */
export async function cancelSource(tx: Tx, id: string, now: Date): Promise<void> {
  await lockWithWaves(tx, id)
  await sql`
    UPDATE sources SET state = 'canceled', filled_at = least(filled_at, ${now}) WHERE id = ANY(ARRAY(${idsWithWaves(id)}))
  `.execute(tx)
}

/**
 * Nothing of it is claimed while it is paused; its messages keep their place, and their end. One that was canceled stays so,
 * whatever was said first.
 */
export async function pauseSource(tx: Tx, id: string, isPaused: boolean): Promise<void> {
  await lockWithWaves(tx, id)
  const { rows: changed } = await sql<{ number_id: string }>`
    UPDATE sources SET state = ${isPaused ? "paused" : "active"}
    WHERE id = ANY(ARRAY(${idsWithWaves(id)})) AND state <> 'canceled'
    RETURNING number_id
  `.execute(tx)
  const [source] = changed
  if (source && !isPaused) wakeLane(source.number_id)
}

/**
 * Lets what has not been sent say something else, and ends a hold: what waited for a reason is due at once. What may have left
 * keeps what it said. That is written last: a claim that is made meanwhile finds the one content or the other, and what of it
 * comes back finds this one.
 * @param contentId for the variant 0
 */
export async function replaceContent(tx: Tx, id: string, contentId: string, now: Date): Promise<void> {
  const { content_id: before } = await tx
    .selectFrom("source_variants")
    .select("content_id")
    .where("source_id", "=", id)
    .where("variant", "=", 0)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await tx
    .updateTable("source_variants")
    .set({ content_id: contentId })
    .where("source_id", "=", id)
    .where("variant", "=", 0)
    .execute()
  const { number_id } = await tx
    .updateTable("sources")
    .set({ held_until: null, hold_reason: null })
    .where("id", "=", id)
    .returning("number_id")
    .executeTakeFirstOrThrow()
  await sql`
    UPDATE outbox SET content_id = ${before}
    WHERE source_id = ${id} AND variant = 0 AND content_id IS NULL
      AND ((state = 'in_doubt' AND number_id = ${number_id}) OR (state = 'due' AND claim IS NOT NULL))
  `.execute(tx)
  await sql`
    UPDATE outbox SET send_after = ${now}
    WHERE source_id = ${id} AND state = 'due' AND claim IS NULL AND wait_reason IS NOT NULL AND send_after > ${now}
  `.execute(tx)
  wakeLane(number_id)
}

/** Ends sources of which each message has left the outbox. @returns how many */
export async function endSources(db: Database, now: Date): Promise<number> {
  const { numAffectedRows } = await db.hotSystem((tx) =>
    sql`
      UPDATE sources AS s SET ended_at = ${now}
      WHERE ended_at IS NULL AND filled_at <= ${now}
        AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.source_id = s.id AND o.state = 'due')
        AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.number_id = s.number_id AND o.state = 'in_doubt' AND o.source_id = s.id)
    `.execute(tx),
  )
  return Number(numAffectedRows ?? 0)
}
