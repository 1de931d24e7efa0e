/** What happened to all messages of a workspace, from the counts that are kept of them. */
import { z } from "zod"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { writeRows } from "../../platform/files/csv.ts"
import { fields } from "../../platform/http/index.ts"
import { requireZone, workspaceZone } from "../../workspaces/index.ts"
import { sourcesOfCampaigns } from "../sources-of-campaigns.ts"

const stages = [
  "accepted",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "failed",
  "dropped",
  "converted",
] as const
type Stage = (typeof stages)[number]
const groups = ["day", "campaign", "number"] as const

const count = z.number().int()
const mostDays = 366

export const analyticsQuery = z.object({
  from: z.iso.date("a day such as 2026-11-01").describe("The first day"),
  to: z.iso.date("a day such as 2026-11-30").describe("The last day; 366 days at most"),
  by: z.enum(groups).default("day").describe("What each row is of"),
  campaign_id: fields.id.optional(),
  number_id: fields.id.optional(),
  time_zone: fields.timeZone.optional().describe("In which days begin; default: the workspace's"),
})

const row = z.object({
  day: z.iso.date().nullable(),
  campaign_id: fields.id.nullable().describe("null: by days or numbers, or messages of no campaign"),
  number_id: fields.id.nullable(),
  name: z.string().nullable().describe("Of the campaign, or the number"),
  ...(Object.fromEntries(stages.map((stage) => [stage, count])) as Record<Stage, typeof count>),
})
type Row = z.output<typeof row>

export const analytics = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    time_zone: z.string(),
    by: z.enum(groups),
    data: z.array(row),
  })
  .meta({ id: "Analytics" })

/** Each stage on the day on which it was reached. Tests are not counted; days without messages are left out. */
export async function readAnalytics(
  tx: Tx,
  { from, to, by, campaign_id, number_id, time_zone }: z.output<typeof analyticsQuery>,
): Promise<z.output<typeof analytics>> {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (days < 1 || days > mostDays) {
    throw new Problem("invalid_request", `From ${from} to ${to} are not 1 to ${mostDays} days.`, {
      field: "to",
      help: "Give a last day that is not before the first one, and not more than a year after it.",
    })
  }
  const { rows: zones } = await sql<{ zone: string }>`SELECT ${workspaceZone} AS zone`.execute(tx)
  const zone = time_zone ?? zones[0]?.zone ?? "UTC"
  await requireZone(tx, zone)
  const start = sql`${from}::date::timestamp AT TIME ZONE ${zone}`
  const end = sql`(${to}::date + 1)::timestamp AT TIME ZONE ${zone}`
  const fits = sql`quarter_hour >= ${start} AND quarter_hour < ${end} AND stage = ANY(${stages}::text[])
    AND (stage <> 'converted' OR reason = '0')`
  const columns = sql`source_id, stage, quarter_hour, n`
  const keys: Record<(typeof groups)[number], RawBuilder<unknown>> = {
    day: sql`to_char(quarter_hour AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, NULL::uuid AS campaign_id, NULL::uuid AS number_id, NULL AS name`,
    campaign: sql`NULL AS day, source.campaign_id, NULL::uuid AS number_id, campaigns.name`,
    number: sql`NULL AS day, NULL::uuid AS campaign_id, s.number_id, numbers.display_phone_number AS name`,
  }
  const { rows } = await sql<
    Pick<Row, "day" | "campaign_id" | "number_id" | "name"> & { stage: Stage; count: number }
  >`
    WITH source AS MATERIALIZED (SELECT id, campaign_id FROM (${sourcesOfCampaigns(sql`true`)}) AS sources_of)
    SELECT ${keys[by]}, stage, sum(n)::float8 AS count
    FROM (SELECT ${columns} FROM stats WHERE ${fits} UNION ALL SELECT ${columns} FROM stat_deltas WHERE ${fits}) AS counts
    JOIN sources AS s ON s.id = counts.source_id JOIN numbers ON numbers.id = s.number_id
    LEFT JOIN source ON source.id = s.id LEFT JOIN campaigns ON campaigns.id = source.campaign_id
    WHERE ${campaign_id === undefined ? sql`true` : sql`source.campaign_id = ${campaign_id}`}
      AND ${number_id === undefined ? sql`true` : sql`s.number_id = ${number_id}`}
    GROUP BY 1, 2, 3, 4, stage HAVING sum(n) <> 0
    ORDER BY 1, 4, 2, 3`.execute(tx)
  const byRow = Map.groupBy(
    rows,
    ({ day, campaign_id: campaign, number_id: number }) => `${day} ${campaign} ${number}`,
  )
  const none = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>
  const data = [...byRow.values()].flatMap(([first, ...others]): Row[] => {
    if (first === undefined) return []
    const { stage: _, count: __, ...key } = first
    const counts = Object.fromEntries([first, ...others].map((each) => [each.stage, each.count]))
    return [{ ...none, ...counts, ...key }]
  })
  return { from, to, time_zone: zone, by, data }
}

/** The same as CSV, with the names of the members in the first line. */
export function analyticsFile({ data }: z.output<typeof analytics>): string {
  const names = ["day", "campaign_id", "number_id", "name", ...stages] as const
  return writeRows([names, ...data.map((each) => names.map((name) => each[name]))])
}
