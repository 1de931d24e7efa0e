/** Conversions as they are kept and counted. */
import { type CampaignConversion, durationMs } from "@parley/model"
import { counted } from "../../messaging/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { sourcesOfCampaigns } from "../sources-of-campaigns.ts"

const dayMs = 24 * 60 * 60_000
/** No window is longer. */
export const longestWindowMs = 30 * dayMs
/** A message waits this long at most until it is sent: its id is older than that it left by no more. */
const longestWait = "35 days"

/** Amounts are counted in millionths, as counts are whole numbers. */
export const revenueUnit = 1_000_000

export const windowMsOf = ({ within }: CampaignConversion): number => durationMs(within)

/** An occurrence that counts for a version of a campaign, if its person got a message of it after a time. */
export interface Hit {
  workspaceId: string
  campaignId: string
  version: number
  place: number
  contactId: string
  eventId: string
  at: Date
  sentAfter: Date
  revenue: number | null
  currency: string | null
}

/**
 * Keeps what counts, and counts it: for the last message of the campaign that the person got before, or would have got as one of the
 * control group. Who passed every rule counts, also where Meta refused the message, so that groups stay comparable. The messages
 * themselves are asked, which are kept for longer than a window: that costs nothing as they are sent, and outlives their launch.
 */
export async function settleConversions(tx: Tx, hits: readonly Hit[]): Promise<void> {
  if (hits.length === 0) return
  const campaigns = [...new Set(hits.map(({ campaignId }) => campaignId))]
  await sql`
    WITH hit AS MATERIALIZED (SELECT * FROM ${rows("hit", hits, {
      workspaceId: "uuid",
      campaignId: "uuid",
      version: "integer",
      place: "smallint",
      contactId: "uuid",
      eventId: "uuid",
      at: "timestamptz",
      sentAfter: "timestamptz",
      revenue: "float8",
      currency: "text",
    })}), source AS MATERIALIZED (
      SELECT id, campaign_id, version FROM (${sourcesOfCampaigns(sql`own.campaign_id = ANY(${campaigns}::uuid[])`)}) AS sources_of
    ), credited AS MATERIALIZED (
      SELECT DISTINCT ON (hit.campaign_id, hit.place, hit.contact_id, hit.event_id) hit.*, message.*
      FROM hit CROSS JOIN LATERAL (
        SELECT m.source_id, m.variant, m.status = 'dropped' AS is_control, coalesce(m.sent_at, m.decided_at) AS sent_at
        FROM messages AS m JOIN source ON source.id = m.source_id
        WHERE m.workspace_id = hit.workspace_id AND m.contact_id = hit.contact_id
          AND m.id >= uuidv7_floor(hit.sent_after - ${longestWait}::interval)
          AND source.campaign_id = hit.campaign_id AND source.version = hit.version
          AND (m.status <> 'dropped' OR m.reason = 'control')
          AND coalesce(m.sent_at, m.decided_at) > hit.sent_after AND coalesce(m.sent_at, m.decided_at) <= hit.at
        ORDER BY coalesce(m.sent_at, m.decided_at) DESC LIMIT 1
      ) AS message
      ORDER BY hit.campaign_id, hit.place, hit.contact_id, hit.event_id, message.sent_at DESC
    ), kept AS (
      INSERT INTO conversions (workspace_id, campaign_id, place, contact_id, event_id, source_id, variant, is_control, is_first, at,
        sent_at, revenue, currency)
      SELECT workspace_id, campaign_id, place, contact_id, event_id, source_id, variant, is_control,
        row_number() OVER (PARTITION BY campaign_id, place, contact_id ORDER BY at, event_id) = 1
          AND NOT EXISTS (SELECT FROM conversions AS known WHERE known.campaign_id = credited.campaign_id
            AND known.place = credited.place AND known.contact_id = credited.contact_id AND known.is_first),
        at, sent_at, revenue, currency
      FROM credited ORDER BY campaign_id, place, contact_id, event_id
      ON CONFLICT DO NOTHING
      RETURNING *
    )
    ${counted(sql`
      SELECT source_id, workspace_id, variant, CASE WHEN is_control THEN 'control_' ELSE '' END || stage AS stage, stage_reason AS reason,
        happened_at AS at, n
      FROM kept CROSS JOIN LATERAL (VALUES
        ('converted', kept.place::text, CASE WHEN is_first THEN 1 END::numeric, kept.at),
        ('converted_by_send', kept.place::text, CASE WHEN is_first THEN 1 END::numeric, kept.sent_at),
        ('revenue', kept.place || ' ' || coalesce(currency, ''), round((revenue * ${revenueUnit})::numeric), kept.at)
      ) AS reached (stage, stage_reason, n, happened_at)
      WHERE n IS NOT NULL`)}
  `.execute(tx)
}
