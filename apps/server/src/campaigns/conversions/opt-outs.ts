/** People who unsubscribe soon after a campaign's message: what it cost in subscribers. */
import type { Occurrence } from "@parley/model"
import { counted } from "../../messaging/index.ts"
import { rows, sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { ownSources } from "../sources-of-campaigns.ts"

/** Opt-outs are kept beside conversions, under a place that no conversion has. */
export const optOutPlace = -1
/** As for replies: who leaves later does so for something else. */
const attributionDays = 3
/** What people do themselves. What comes by an import, the API or a member has no message before it that caused it. */
const ownDoing: ReadonlySet<string> = new Set(["keyword", "button", "preference_page", "whatsapp"])
const mostAtOnce = 2_000

/** Counts each person once for a campaign, however often it is heard. */
export const hearForOptOuts =
  ({ db }: Pick<Platform, "db">) =>
  async (occurrences: readonly Occurrence[]): Promise<void> => {
    const left = occurrences.flatMap((one) =>
      one.kind === "subscription_changed" &&
      one.state === "unsubscribed" &&
      one.before !== "unsubscribed" &&
      ownDoing.has(one.source)
        ? [
            {
              workspaceId: one.workspace_id,
              contactId: one.contact_id,
              groupId: one.subscription_group_id,
              at: new Date(one.at),
            },
          ]
        : [],
    )
    for (let from = 0; from < left.length; from += mostAtOnce) {
      const some = left.slice(from, from + mostAtOnce)
      const optOut = rows("left", some, {
        workspaceId: "uuid",
        contactId: "uuid",
        groupId: "uuid",
        at: "timestamptz",
      })
      await db.system((tx) =>
        sql`
          WITH credited AS MATERIALIZED (
            SELECT DISTINCT ON (message.campaign_id, gone.contact_id) gone.workspace_id, gone.contact_id, gone.at,
              -- An occurrence has no id: a uuid of version 8, the same however often it is heard.
              overlay(overlay(md5(gone.contact_id::text || gone.group_id::text || gone.at::text) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid AS event_id, message.*
            FROM (SELECT * FROM ${optOut}) AS gone JOIN subscription_groups AS g ON g.id = gone.group_id
            CROSS JOIN LATERAL (
              SELECT m.source_id, m.variant, coalesce(m.sent_at, m.decided_at) AS sent_at, own.campaign_id
              FROM messages AS m JOIN sources AS s ON s.id = m.source_id
              LEFT JOIN (${ownSources}) AS own ON own.id = CASE WHEN s.is_late_retry THEN s.parent_id ELSE s.id END
              WHERE m.workspace_id = gone.workspace_id AND m.contact_id = gone.contact_id AND m.number_id = g.number_id
                AND s.kind NOT IN ('reply', 'consent_reply', 'test') AND m.wamid IS NOT NULL AND m.status <> 'failed'
                AND coalesce(m.sent_at, m.decided_at) BETWEEN gone.at - make_interval(days => ${attributionDays}) AND gone.at
              ORDER BY coalesce(m.sent_at, m.decided_at) DESC LIMIT 1
            ) AS message
            WHERE message.campaign_id IS NOT NULL
            ORDER BY message.campaign_id, gone.contact_id, gone.at
          ), kept AS (
            INSERT INTO conversions (workspace_id, campaign_id, place, contact_id, event_id, source_id, variant, is_control, is_first,
              at, sent_at)
            SELECT workspace_id, campaign_id, ${optOutPlace}, contact_id, event_id, source_id, variant, false, true, at, sent_at
            FROM credited ORDER BY campaign_id, contact_id
            ON CONFLICT DO NOTHING
            RETURNING source_id, workspace_id, variant, at
          )
          ${counted(sql`SELECT source_id, workspace_id, variant, 'opted_out' AS stage, NULL AS reason, at, 1 AS n FROM kept`)}`.execute(
          tx,
        ),
      )
    }
  }
