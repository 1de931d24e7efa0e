/** What is counted of the messages of campaigns: sums of `stats`, which are small however many messages there were. */
import { readPriced } from "@parley/whatsapp/pricing"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { workspaceZone } from "../../workspaces/index.ts"
import type { Charged } from "../costs/price.ts"
import { type CampaignSource, sourcesOfCampaigns } from "../sources-of-campaigns.ts"

export interface CampaignCount {
  counted_as: CampaignSource["counted_as"]
  version: number
  variant: number
  stage: string
  reason: string
  count: number
}

/** What of a campaign is counted. */
interface Scope {
  campaignId: string
  /** A launch, with what repeats it. */
  launchId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

const sourcesOf = ({ campaignId, launchId }: Scope) =>
  sourcesOfCampaigns(sql`own.campaign_id = ${campaignId}
    AND ${launchId === undefined ? sql`true` : sql`coalesce(sources.parent_id, own.id) = ${launchId}`}`)

/** Of stats and of what is not folded yet, with `counted_as` and `version` of the source. */
function countsOf(scope: Scope, stages: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> {
  const { from, to } = scope
  const fits = sql`source_id = ANY(ARRAY(SELECT id FROM source)) AND ${stages}
    AND ${from ? sql`quarter_hour >= ${from}` : sql`true`} AND ${to ? sql`quarter_hour < ${to}` : sql`true`}`
  const columns = sql`source_id, variant, stage, reason, quarter_hour, n`
  return sql`
    SELECT counts.*, source.version, source.counted_as
    FROM (SELECT ${columns} FROM stats WHERE ${fits} UNION ALL SELECT ${columns} FROM stat_deltas WHERE ${fits}) AS counts
    JOIN source ON source.id = counts.source_id`
}

/** All that is counted, the most frequent reasons first. */
export async function readCampaignCounts(tx: Tx, scope: Scope): Promise<CampaignCount[]> {
  const { rows } = await sql<CampaignCount>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT counted_as, version, variant, stage, reason, sum(n)::float8 AS count
    FROM (${countsOf(scope, sql`stage <> 'priced'`)}) AS counts
    GROUP BY counted_as, version, variant, stage, reason HAVING sum(n) <> 0
    ORDER BY count DESC, reason`.execute(tx)
  return rows
}

export const seriesStages = [
  "accepted",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "failed",
  "converted",
] as const
type SeriesStage = (typeof seriesStages)[number]
type SeriesUnit = "hour" | "day"

type SeriesPoint = { at: string } & Record<SeriesStage, number>

/**
 * How many messages reached each stage in each hour or day in which any did, by the clock of a zone. A message that went once more is
 * accepted once; of conversions the primary ones are counted.
 */
export async function readSeries(
  tx: Tx,
  scope: Scope,
  { unit, zone }: { unit: SeriesUnit; zone: string },
): Promise<SeriesPoint[]> {
  const format = unit === "day" ? "YYYY-MM-DD" : 'YYYY-MM-DD"T"HH24:MI'
  const stages = sql`stage = ANY(${seriesStages}::text[])`
  const { rows } = await sql<{ at: string; stage: SeriesStage; count: number }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT to_char(date_trunc(${unit}, quarter_hour AT TIME ZONE ${zone}), ${format}) AS at, stage, sum(n)::float8 AS count
    FROM (${countsOf(scope, stages)}) AS counts
    WHERE (stage <> 'converted' OR reason = '0') AND NOT (stage = 'accepted' AND counted_as = 'wave')
    GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1`.execute(tx)
  return [...Map.groupBy(rows, ({ at }) => at)].map(([at, those]) => {
    const none = Object.fromEntries(seriesStages.map((stage) => [stage, 0])) as Record<SeriesStage, number>
    return { ...none, ...Object.fromEntries(those.map(({ stage, count }) => [stage, count])), at }
  })
}

/** What was counted of a variant on one day in UTC. */
export type DailyCount = Omit<CampaignCount, "version"> & { day: string }

export async function readDailyCounts(tx: Tx, scope: Scope): Promise<DailyCount[]> {
  const { rows } = await sql<DailyCount>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT to_char(quarter_hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, counted_as, variant, stage, reason, sum(n)::float8 AS count
    FROM (${countsOf(scope, sql`stage <> 'priced'`)}) AS counts
    GROUP BY day, counted_as, variant, stage, reason HAVING sum(n) <> 0`.execute(tx)
  return rows
}

/** What was delivered by day, country and category, with the currency that its account pays in. */
export async function readCharges(tx: Tx, scope: Scope, zone: string): Promise<Charged[]> {
  const { rows } = await sql<{ day: string; currency: string | null; reason: string; count: number }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT to_char(quarter_hour AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, a.currency, reason, sum(counts.n)::float8 AS count
    FROM (${countsOf(scope, sql`stage = 'priced'`)}) AS counts
    JOIN sources AS s ON s.id = counts.source_id JOIN numbers AS number ON number.id = s.number_id
    JOIN business_accounts AS a ON a.id = number.business_account_id
    GROUP BY 1, 2, 3 HAVING sum(counts.n) <> 0 ORDER BY 1, 2, 3`.execute(tx)
  return rows.map(({ reason, ...row }) => ({ ...row, ...readPriced(reason) }))
}

/** When the first and the last of it was counted; null: nothing was. */
export async function readSpan(tx: Tx, scope: Scope): Promise<{ first: Date; last: Date } | null> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT min(quarter_hour) AS first, max(quarter_hour) AS last FROM (${countsOf(scope)}) AS counts`.execute(
    tx,
  )
  const [span] = rows
  return span?.first && span.last ? { first: span.first, last: span.last } : null
}

/** How many different people passed every rule, by variant; control apart. It reads every recipient: a second for some millions. */
export async function countPeople(
  tx: Tx,
  scope: Scope,
): Promise<{ variant: number; is_control: boolean; people: number }[]> {
  const { rows } = await sql<{ variant: number; is_control: boolean; people: number }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT variant, is_control, count(*)::float8 AS people FROM (
      SELECT DISTINCT contact_id, variant, is_control FROM recipients WHERE source_id IN (SELECT id FROM source)
    ) AS people GROUP BY variant, is_control ORDER BY variant, is_control`.execute(tx)
  return rows
}

/** What was counted of some stages, by reason. */
export async function readStage(
  tx: Tx,
  scope: Scope,
  stages: readonly string[],
): Promise<{ stage: string; reason: string; count: number }[]> {
  const { rows } = await sql<{ stage: string; reason: string; count: number }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT stage, reason, sum(n)::float8 AS count
    FROM (${countsOf(scope, sql`stage = ANY(${stages}::text[])`)}) AS counts GROUP BY stage, reason`.execute(tx)
  return rows
}

const hourStages = ["sent", "read", "replied", "converted"] as const

/** Each hour of the day, by the clock of a zone. */
export async function readHours(
  tx: Tx,
  scope: Scope,
  zone: string,
): Promise<({ hour: number } & Record<(typeof hourStages)[number], number>)[]> {
  const { rows } = await sql<{ hour: number; stage: (typeof hourStages)[number]; count: number }>`
    WITH source AS MATERIALIZED (${sourcesOf(scope)})
    SELECT extract(hour FROM quarter_hour AT TIME ZONE ${zone})::integer AS hour, stage, sum(n)::float8 AS count
    FROM (${countsOf(scope, sql`stage = ANY(${hourStages}::text[])`)}) AS counts
    WHERE stage <> 'converted' OR reason = '0' GROUP BY 1, 2`.execute(tx)
  return Array.from({ length: 24 }, (_, hour) => {
    const of = (stage: string) => rows.find((row) => row.hour === hour && row.stage === stage)?.count ?? 0
    return { hour, sent: of("sent"), read: of("read"), replied: of("replied"), converted: of("converted") }
  })
}

export async function zoneOfWorkspace(tx: Tx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`SELECT ${workspaceZone} AS zone`.execute(tx)
  return rows[0]?.zone ?? "UTC"
}
