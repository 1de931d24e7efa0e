/** A campaign's messages by what its people are: their language, or the country of their phone. */
import { z } from "zod"
import { countryOf } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { sourcesOfCampaigns } from "../sources-of-campaigns.ts"

/** Reading so many takes some 300 ms, however many there are. */
const mostRead = 50_000

const count = z.number().int()

export const breakdownQuery = z.object({
  by: z.enum(["language", "country"]),
  launch_id: fields.id.optional().describe("Of this launch, with what repeats it"),
})

export const breakdown = z
  .object({
    by: z.enum(["language", "country"]),
    messages: count.describe("That were read for it"),
    is_sample: z
      .boolean()
      .describe(`There are more than ${mostRead} messages: these are the latest, and shares are to be read alone`),
    data: z.array(
      z.object({
        key: z
          .string()
          .nullable()
          .describe("A language, as contacts have it, or a country (ISO 3166); null: not known"),
        accepted: count,
        delivered: count,
        read: count,
        replied: count,
        failed: count,
      }),
    ),
  })
  .meta({ id: "CampaignBreakdown" })
type Part = z.output<typeof breakdown>["data"][number]

/** @throws Problem not_found */
export async function readBreakdown(
  tx: Tx,
  campaignId: string,
  { by, launch_id: launchId }: z.output<typeof breakdownQuery>,
): Promise<z.output<typeof breakdown>> {
  const campaign = tx.selectFrom("campaigns").select("id").where("id", "=", campaignId)
  found(await campaign.executeTakeFirst(), "campaign")
  if (launchId !== undefined) {
    const launch = tx.selectFrom("launches").select("id").where("id", "=", launchId)
    found(await launch.where("campaign_id", "=", campaignId).executeTakeFirst(), "launch")
  }
  const key =
    by === "language"
      ? sql`lower(k.language)`
      : // What tells the country is at the beginning; of people without a phone, in the id that Meta gave them.
        sql`coalesce(left(coalesce(k.phone, '+' || k.wa_id), 7), left(k.bsuid, 2))`
  const { rows } = await sql<Part & { all: number; phone: string | null; bsuid: string | null }>`
    WITH source AS MATERIALIZED (${sourcesOfCampaigns(sql`own.campaign_id = ${campaignId}
      AND ${launchId === undefined ? sql`true` : sql`coalesce(sources.parent_id, own.id) = ${launchId}`}`)
    }), message AS MATERIALIZED (
      SELECT * FROM (
        SELECT latest.* FROM source CROSS JOIN LATERAL (
          SELECT id, contact_id, status, wamid, delivered_at, read_at, replied_at FROM messages
          WHERE source_id = source.id AND contact_id IS NOT NULL AND status <> 'dropped'
          ORDER BY id DESC LIMIT ${mostRead + 1}) AS latest
      ) AS of_all ORDER BY id DESC LIMIT ${mostRead + 1}
    )
    SELECT ${key} AS key, min(coalesce(k.phone, '+' || k.wa_id)) AS phone, min(k.bsuid) AS bsuid, count(*)::integer AS "all",
      count(m.wamid)::integer AS accepted, count(m.delivered_at)::integer AS delivered, count(m.read_at)::integer AS read,
      count(m.replied_at)::integer AS replied, count(*) FILTER (WHERE m.status = 'failed')::integer AS failed
    FROM message AS m LEFT JOIN contacts AS k ON k.id = m.contact_id GROUP BY 1`.execute(tx)
  const read = rows.reduce((sum, row) => sum + row.all, 0)
  const named = rows.map((row) => ({
    ...row,
    key: by === "language" ? row.key : row.key === null ? null : (countryOf(row) ?? null),
  }))
  const data = [...Map.groupBy(named, (row) => row.key)].map(([found, parts]) => {
    const sum = (member: "accepted" | "delivered" | "read" | "replied" | "failed") =>
      parts.reduce((total, part) => total + part[member], 0)
    return {
      key: found,
      accepted: sum("accepted"),
      delivered: sum("delivered"),
      read: sum("read"),
      replied: sum("replied"),
      failed: sum("failed"),
    }
  })
  return {
    by,
    messages: Math.min(read, mostRead),
    is_sample: read > mostRead,
    data: data.toSorted((a, b) => b.accepted - a.accepted || String(a.key).localeCompare(String(b.key))),
  }
}
