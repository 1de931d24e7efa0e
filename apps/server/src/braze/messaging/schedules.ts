/** What clients ask to have sent later: kept until its time has come, and sent then as if it was asked for then. */
import { z } from "zod"
import { type LocalTime, lateMs } from "../../campaigns/index.ts"
import { jsonText, rows, sql, type Tx, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { type CanvasSend, entranceOf, sendCanvas } from "../canvas/canvas-send.ts"
import { Fatal } from "../frame/fatal.ts"
import { type MessageSend, sendMessage } from "./message-send.ts"
import { type FoundRecipient, type SendTime, sendTrigger, type TriggerSend } from "./trigger-send.ts"

export type Request =
  | { kind: "campaign"; send: TriggerSend }
  | { kind: "message"; send: MessageSend }
  | { kind: "canvas"; send: CanvasSend }

/** When it goes: at an instant, or by the clock of each contact. */
export type When = { dueAt: Date } | { local: LocalTime }

interface Scheduling {
  workspaceId: string
  request: Request
  found: readonly FoundRecipient[]
  when: When
  now: Date
}

/**
 * The first clocks of all show a time so early, and the last ones so late. Who has a time zone is known when it is sent, so that a launch by the
 * clocks of contacts begins with the first.
 */
const clocks = { first: "Etc/GMT-14", last: "Etc/GMT+12" }

/** @throws Fatal 400 where the time has passed by every clock */
async function startOf(tx: Tx, when: When, now: Date): Promise<Date> {
  if ("dueAt" in when) return when.dueAt
  const { rows: found } = await sql<{ first: Date; last: Date }>`
    SELECT instant_of(${when.local}::timestamp, ${clocks.first}) AS first, instant_of(${when.local}::timestamp, ${clocks.last}) AS last`.execute(
    tx,
  )
  const [span] = found
  if (span === undefined || span.last <= now)
    throw new Fatal("Bad Request: the local time has passed in all time zones.")
  return span.first > now ? span.first : now
}

/** @returns its id */
export async function schedule(
  tx: Tx,
  { workspaceId, request, found, when, now }: Scheduling,
): Promise<string> {
  const { id } = await tx
    .insertInto("scheduled_sends")
    .values({
      workspace_id: workspaceId,
      kind: request.kind,
      campaign_id: request.kind === "canvas" ? null : (request.send.campaignId ?? null),
      canvas_id: request.kind === "canvas" ? request.send.canvasId : null,
      request: jsonText(request.send),
      due_at: await startOf(tx, when, now),
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await sql`
    INSERT INTO scheduled_recipients (schedule_id, contact_id, workspace_id, properties)
    SELECT ${id}, contact_id, ${workspaceId}, properties
    FROM ${rows("recipient", found, { contactId: "uuid", properties: "jsonb" })}`.execute(tx)
  if ("local" in when) await planByClocks(tx, id, when.local, now)
  return id
}

/** Each at their own time; whose clocks are an hour past it already are left out, as of a launch. */
async function planByClocks(tx: Tx, id: string, local: LocalTime, now: Date): Promise<void> {
  await sql`
    WITH people AS MATERIALIZED (
      SELECT r.contact_id, c.time_zone AS zone FROM scheduled_recipients AS r JOIN contacts AS c ON c.id = r.contact_id
      WHERE r.schedule_id = ${id}
    ), known AS MATERIALIZED (
      SELECT name FROM pg_timezone_names WHERE name IN (SELECT zone FROM people)
    ), own AS (
      SELECT coalesce(w.time_zone, 'UTC') AS zone FROM scheduled_sends AS s JOIN workspaces AS w ON w.id = s.workspace_id WHERE s.id = ${id}
    )
    UPDATE scheduled_recipients AS r
    SET due_at = instant_of(${local}::timestamp, coalesce((SELECT name FROM known WHERE name = people.zone), (SELECT zone FROM own)))
    FROM people WHERE r.schedule_id = ${id} AND r.contact_id = people.contact_id`.execute(tx)
  await sql`DELETE FROM scheduled_recipients WHERE schedule_id = ${id} AND due_at < ${new Date(now.getTime() - lateMs)}`.execute(
    tx,
  )
  await sql`
    UPDATE scheduled_sends SET local_at = ${local}::timestamp,
      due_at = coalesce((SELECT min(due_at) FROM scheduled_recipients WHERE schedule_id = ${id}), due_at)
    WHERE id = ${id}`.execute(tx)
}

const isId = (value: unknown): value is string => z.uuid().safeParse(value).success

interface Which {
  id: unknown
  kind: Request["kind"]
  /** Where the path asks for one of them. */
  campaignId?: string
  canvasId?: string
}

/** Has nobody else send or change it until the transaction ends. @throws Fatal 400 when it is none, or was sent */
async function holdSchedule(
  tx: Tx,
  { id, kind, campaignId, canvasId }: Which,
): Promise<Held & { id: string; request: object }> {
  const { rows: found } = await sql<Held & { id: string; request: object }>`
    SELECT id, request, coalesce(request ->> 'isBroadcast', '') = 'true' AS "isBroadcast" FROM scheduled_sends
    WHERE id = ${isId(id) ? id : null}::uuid AND kind = ${kind} AND (${campaignId ?? null}::uuid IS NULL OR campaign_id = ${campaignId ?? null})
      AND (${canvasId ?? null}::uuid IS NULL OR canvas_id = ${canvasId ?? null})
    FOR UPDATE`.execute(tx)
  const [row] = found
  if (!row) throw new Fatal("Invalid Schedule ID: there is none that waits.")
  return row
}

interface Held {
  /** It goes to everybody, which not everyone may change. */
  isBroadcast: boolean
}

/** @throws Fatal 400 */
export async function unschedule(tx: Tx, which: Which): Promise<Held> {
  const { id, isBroadcast } = await holdSchedule(tx, which)
  await tx.deleteFrom("scheduled_sends").where("id", "=", id).execute()
  return { isBroadcast }
}

/** @throws Fatal 400 */
export async function reschedule(
  tx: Tx,
  which: Which,
  {
    when,
    message,
    now,
  }: { when?: When | undefined; message?: MessageSend["message"] | undefined; now: Date },
): Promise<Held> {
  const { id, request, isBroadcast } = await holdSchedule(tx, which)
  if (when) {
    await tx
      .updateTable("scheduled_sends")
      .set({ due_at: await startOf(tx, when, now), local_at: null })
      .where("id", "=", id)
      .execute()
    await tx.updateTable("scheduled_recipients").set({ due_at: null }).where("schedule_id", "=", id).execute()
    if ("local" in when) await planByClocks(tx, id, when.local, now)
  }
  if (message)
    await tx
      .updateTable("scheduled_sends")
      .set({ request: jsonText({ ...request, message }) })
      .where("id", "=", id)
      .execute()
  return { isBroadcast }
}

export function startSendingScheduled(platform: Platform): { stop(): Promise<void> } {
  return startLoop({
    everyMs: 1_000,
    round: () => sendScheduled(platform),
    broke: (error) => platform.logger.warn({ err: error }, "cannot send what was scheduled; retrying"),
  })
}

/**
 * Sends the next that is due. One that cannot be sent for a reason of its own, such as a campaign that was stopped, is left out and
 * logged: there is nobody to tell.
 * @returns whether there was one
 */
export async function sendScheduled({
  db,
  clock,
  logger,
}: Pick<Platform, "db" | "clock" | "logger">): Promise<boolean> {
  const now = clock.now()
  const { rows: due } = await db.system((tx) =>
    sql<{ id: string; workspace_id: string }>`
      SELECT id, workspace_id FROM scheduled_sends WHERE due_at <= ${now} ORDER BY due_at LIMIT 1`.execute(
      tx,
    ),
  )
  const [next] = due
  if (!next) return false
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(next.workspace_id, work)
  try {
    await inWorkspace((tx) => sendOne(tx, next, now))
  } catch (error) {
    if (troubleOf(error) === "passing") throw error
    logger.error({ err: error, schedule: next.id }, "cannot send what was scheduled")
    await inWorkspace((tx) => tx.deleteFrom("scheduled_sends").where("id", "=", next.id).execute())
  }
  return true
}

async function sendOne(
  tx: Tx,
  { id, workspace_id }: { id: string; workspace_id: string },
  now: Date,
): Promise<void> {
  const { rows: held } = await sql<Request & { local: LocalTime | null }>`
    SELECT kind, request AS send, to_char(local_at, 'YYYY-MM-DD"T"HH24:MI') AS local
    FROM scheduled_sends WHERE id = ${id} AND due_at <= ${now} FOR UPDATE SKIP LOCKED`.execute(tx)
  const [request] = held
  if (!request) return
  const { rows: due } = await sql<FoundRecipient>`
    DELETE FROM scheduled_recipients WHERE schedule_id = ${id} AND (due_at IS NULL OR due_at <= ${now})
    RETURNING contact_id AS "contactId", properties`.execute(tx)
  await endOrWait(tx, id)
  const found = due.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
  if (found.length === 0 && !request.send.isBroadcast) return
  const local = request.local ?? undefined
  if (request.kind === "canvas") await haveEnter(tx, workspace_id, request.send, found, { now, local })
  else if (request.kind === "campaign") await sendTrigger(tx, request.send, found, { now, local })
  else await sendMessage(tx, workspace_id, request.send, found, { now, local })
}

/** @throws Fatal where nobody enters the canvas by then */
async function haveEnter(
  tx: Tx,
  workspaceId: string,
  send: CanvasSend,
  found: readonly FoundRecipient[],
  time: SendTime,
): Promise<void> {
  const { canvasId } = send
  const { canvas, notice } = await entranceOf(tx, { workspaceId, canvasId, now: time.now })
  if (canvas === undefined) throw new Fatal(notice)
  await sendCanvas(tx, canvas, send, found, time)
}

/** It waits for the next clocks, or is done. */
async function endOrWait(tx: Tx, id: string): Promise<void> {
  const { rows: left } = await sql<{ next: Date | null }>`
    SELECT min(due_at) AS next FROM scheduled_recipients WHERE schedule_id = ${id}`.execute(tx)
  const next = left[0]?.next ?? null
  if (next === null) await tx.deleteFrom("scheduled_sends").where("id", "=", id).execute()
  else await tx.updateTable("scheduled_sends").set({ due_at: next }).where("id", "=", id).execute()
}

/** What is planned for contacts who prove to be others is for these. */
export async function moveScheduled(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    INSERT INTO scheduled_recipients (schedule_id, contact_id, workspace_id, properties, due_at)
    SELECT r.schedule_id, pair.into, r.workspace_id, r.properties, r.due_at
    FROM scheduled_recipients AS r JOIN ${merged} ON pair.from = r.contact_id WHERE r.workspace_id = ${workspaceId}
    ON CONFLICT DO NOTHING`.execute(tx)
  await sql`DELETE FROM scheduled_recipients AS r USING ${merged}
    WHERE r.contact_id = pair.from AND r.workspace_id = ${workspaceId}`.execute(tx)
}

/** With what a request says to them alone. */
export async function eraseScheduled(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  const { rows: left } = await sql<{ id: string }>`DELETE FROM scheduled_recipients
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[]) RETURNING schedule_id AS id`.execute(
    tx,
  )
  await sql`DELETE FROM scheduled_sends AS s WHERE s.id = ANY(${left.map(({ id }) => id)}::uuid[])
    AND NOT EXISTS (SELECT FROM scheduled_recipients AS r WHERE r.schedule_id = s.id)`.execute(tx)
}

export async function exportScheduled(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: planned } = await sql`
    SELECT s.campaign_id, s.canvas_id, s.due_at, r.properties FROM scheduled_recipients AS r JOIN scheduled_sends AS s ON s.id = r.schedule_id
    WHERE r.workspace_id = ${workspaceId} AND r.contact_id = ${contactId} ORDER BY s.due_at LIMIT 1000`.execute(
    tx,
  )
  return { scheduled_messages: planned }
}
