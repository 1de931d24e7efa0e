/** What a member is told of, and what of it they have read. */
import { type NotificationKind, notificationAbout } from "@parley/model"
import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { fields } from "../platform/http/index.ts"
import { kindRules, severity } from "./kinds.ts"
import { announce } from "./tell.ts"

export const notification = z
  .object({
    id: fields.id,
    severity: severity.describe("critical: nothing is sent, or received, until somebody does something"),
    about: notificationAbout,
    created_at: fields.timestamp,
    resolved_at: fields.timestamp
      .nullable()
      .describe("When it was over; null: it lasts, or it is something that happened"),
    lasts: z.boolean().describe("It is a condition that is not resolved"),
    times: z.int().describe("How often it began, as what begins again within an hour is the same"),
    read: z.boolean().describe("By the member who asks; of an API key always false"),
  })
  .meta({ id: "Notification" })

interface Reader {
  /** null: an API key, which reads nothing. */
  memberId: string | null
  kinds: readonly NotificationKind[]
}

const isRead = (memberId: string | null) => sql<boolean>`EXISTS (
  SELECT FROM notification_reads AS r WHERE r.notification_id = n.id AND r.member_id = ${memberId}::uuid)`

/** The newest first; one more than `limit` when there are more. */
export async function listNotifications(
  tx: Tx,
  { memberId, kinds }: Reader,
  page: { after?: string | undefined; limit: number; unread: boolean },
): Promise<z.output<typeof notification>[]> {
  const { rows } = await sql<Omit<z.output<typeof notification>, "severity" | "about"> & { about: unknown }>`
    SELECT id, about, created_at, resolved_at, times, condition IS NOT NULL AND resolved_at IS NULL AS lasts,
      ${isRead(memberId)} AS read
    FROM notifications AS n
    WHERE kind = ANY(${kinds}::text[]) AND ${page.after === undefined ? sql`true` : sql`id < ${page.after}`}
      AND ${page.unread ? sql`NOT ${isRead(memberId)}` : sql`true`}
    ORDER BY id DESC LIMIT ${page.limit + 1}`.execute(tx)
  return rows.map((row) => {
    const about = notificationAbout.parse(row.about)
    return { ...row, about, severity: kindRules[about.kind].severity }
  })
}

/** So many at most are counted; screens say "99+". */
const mostCounted = 100

export async function countUnread(tx: Tx, { memberId, kinds }: Reader): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    SELECT count(*) AS unread FROM (
      SELECT FROM notifications AS n WHERE kind = ANY(${kinds}::text[]) AND NOT ${isRead(memberId)} LIMIT ${mostCounted}) AS counted
  `.execute(tx)
  return rows[0]?.unread ?? 0
}

/** Marks as read, for a member: those named, or all up to one. What they do not see stays as it is. */
export async function markRead(
  tx: Tx,
  reader: { workspaceId: string; memberId: string; kinds: readonly NotificationKind[] },
  which: { ids: readonly string[] } | { up_to: string },
  now: Date,
): Promise<void> {
  const { workspaceId, memberId, kinds } = reader
  const meant = "ids" in which ? sql`id = ANY(${which.ids}::uuid[])` : sql`id <= ${which.up_to}`
  const { rows } = await sql<{ workspace_id: string }>`
    INSERT INTO notification_reads (notification_id, member_id, workspace_id, read_at)
    SELECT id, ${memberId}, ${workspaceId}, ${now} FROM notifications AS n
    WHERE kind = ANY(${kinds}::text[]) AND ${meant} AND NOT ${isRead(memberId)} ORDER BY id
    ON CONFLICT DO NOTHING RETURNING workspace_id`.execute(tx)
  announce(rows)
}
