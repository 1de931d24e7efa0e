/** Mails members what they chose to hear of: gathered, and each notification to each member at most once. */
import { notificationAbout } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { createMailer, isRefusedForGood, type Mailer, wasNotTaken } from "../../platform/mail.ts"
import { type Permissions, permissionsOf, roleNames } from "../../workspaces/index.ts"
import { kindRules, visibleKinds } from "../kinds.ts"
import { dueMails, type Pending, pauseMs } from "./plan.ts"
import { notificationMail, type Reader } from "./text.ts"

/** What is older is no news any more: a mail server that was away for a day does not send what was yesterday. */
const newsMs = 24 * 60 * 60_000
/** Looked at in one round; the next one has the rest. */
const mostPending = 5_000
/** Mails that are given to the mail server together, and that a crash leaves unsent at most. */
const mailsAtOnce = 10

interface PendingRow extends Pending, Reader {
  about: unknown
}

type Needs = Pick<Platform, "db" | "clock" | "config" | "logger" | "rooms">

/**
 * One round. What is about to be mailed is marked before, so that a process that dies meanwhile leaves it unsent, and nothing
 * comes twice. Where the mail server surely did not take it the mark is taken back, and a later round tries again, unless the
 * server refuses the address for good.
 * @returns how many mails the server took
 */
export async function mailNotifications(
  { db, clock, config, logger, rooms }: Needs,
  mailer: Mailer = createMailer(config.mail, logger),
): Promise<number> {
  if (!mailer.delivers) return 0
  const now = clock.now()
  const pending = await db.system((tx) => readPending(tx, permissionsOf(rooms), now))
  const due = dueMails(pending, now)
  let sent = 0
  while (due.length > 0) {
    const mails = due.splice(0, mailsAtOnce)
    const claimed = await db.system((tx) => claim(tx, mails.flat(), now))
    const ours = mails
      .map((mail) => mail.filter((row) => claimed.has(keyOf(row))))
      .filter((mail) => mail.length > 0)
    const refused = await Promise.all(ours.map((mail) => send(mail)))
    await db.system((tx) => unclaim(tx, refused.flat()))
    sent += refused.filter((mail) => mail.length === 0).length
  }
  return sent

  /** @returns what surely was not sent, and may be another time */
  async function send(mail: readonly PendingRow[]): Promise<readonly PendingRow[]> {
    const [reader] = mail
    if (reader === undefined) return []
    try {
      await mailer.send(notificationMail(config.publicUrl, reader, listedOf(mail)))
      return []
    } catch (error) {
      logger.warn({ err: error, notifications: mail.length }, "notifications could not be mailed")
      return wasNotTaken(error) && !isRefusedForGood(error) ? mail : []
    }
  }
}

const keyOf = ({ notificationId, memberId }: Pick<Pending, "notificationId" | "memberId">) =>
  `${notificationId} ${memberId}`

const grave = { critical: 0, warning: 1, info: 2 } as const

const listedOf = (mail: readonly PendingRow[]) =>
  mail
    .map(({ about, createdAt }) => ({ about: notificationAbout.parse(about), createdAt }))
    .toSorted(
      (one, other) => grave[kindRules[one.about.kind].severity] - grave[kindRules[other.about.kind].severity],
    )

/**
 * What members wait for: of kinds that they chose and may see, not resolved, not read and not mailed. Of those who had a mail
 * just now nothing: with all that came for them they would take the places of others.
 */
async function readPending(tx: Tx, permissions: Permissions, now: Date): Promise<PendingRow[]> {
  const seen = roleNames.flatMap((role) =>
    visibleKinds(new Set(permissions.of(role))).map((kind) => ({ role, kind })),
  )
  const { rows: pending } = await sql<PendingRow>`
    SELECT n.id AS "notificationId", n.workspace_id AS "workspaceId", m.id AS "memberId", n.created_at AS "createdAt", n.about,
      m.name, m.email, w.name AS "workspaceName",
      coalesce(m.locale, w.locale, 'en') AS locale, coalesce(m.time_zone, w.time_zone, 'UTC') AS "timeZone",
      (SELECT max(claimed_at) FROM notification_mails AS sent
        WHERE sent.member_id = m.id AND sent.workspace_id = n.workspace_id) AS "lastMailAt"
    FROM notification_choices AS chosen
      JOIN notifications AS n ON n.workspace_id = chosen.workspace_id AND n.kind = chosen.kind
        AND n.created_at >= chosen.created_at
      JOIN memberships AS ms ON ms.workspace_id = n.workspace_id AND ms.member_id = chosen.member_id
      JOIN ${rows("seen", seen, { role: "text", kind: "text" })} ON seen.role = ms.role AND seen.kind = n.kind
      JOIN members AS m ON m.id = ms.member_id
      JOIN workspaces AS w ON w.id = n.workspace_id
    WHERE n.created_at > ${new Date(now.getTime() - newsMs)} AND n.resolved_at IS NULL
      AND NOT EXISTS (SELECT FROM notification_reads AS r WHERE r.notification_id = n.id AND r.member_id = m.id)
      AND NOT EXISTS (SELECT FROM notification_mails AS sent WHERE sent.notification_id = n.id AND sent.member_id = m.id)
      AND NOT EXISTS (SELECT FROM notification_mails AS sent WHERE sent.member_id = m.id AND sent.workspace_id = n.workspace_id
        AND sent.claimed_at > ${new Date(now.getTime() - pauseMs)})
    ORDER BY n.id LIMIT ${mostPending}
  `.execute(tx)
  return pending
}

const markColumns = { notificationId: "uuid", memberId: "uuid", workspaceId: "uuid" } as const

/** @returns the keys of what this process is to send: another may have been quicker, and what is gone is not sent */
async function claim(tx: Tx, pending: readonly Pending[], now: Date): Promise<ReadonlySet<string>> {
  const { rows: claimed } = await sql<{ notificationId: string; memberId: string }>`
    INSERT INTO notification_mails (notification_id, member_id, workspace_id, claimed_at)
    SELECT notification_id, member_id, workspace_id, ${now} FROM ${rows("due", pending, markColumns)}
    WHERE EXISTS (SELECT FROM notifications WHERE id = due.notification_id AND resolved_at IS NULL)
    ORDER BY notification_id, member_id ON CONFLICT DO NOTHING
    RETURNING notification_id AS "notificationId", member_id AS "memberId"
  `.execute(tx)
  return new Set(claimed.map(keyOf))
}

async function unclaim(tx: Tx, pending: readonly Pending[]): Promise<void> {
  if (pending.length === 0) return
  await sql`
    DELETE FROM notification_mails AS sent USING ${rows("refused", pending, markColumns)}
    WHERE sent.notification_id = refused.notification_id AND sent.member_id = refused.member_id
  `.execute(tx)
}
