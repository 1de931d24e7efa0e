/** What else a campaign did: who left, how soon people answered, at which hours, and what Meta came to think of number and templates. */
import { type CampaignDefinition, readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import { replyBounds } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { requireZone } from "../../workspaces/index.ts"
import { readHours, readSpan, readStage, zoneOfWorkspace } from "./read-counts.ts"

const count = z.number().int()
const quality = z.object({
  id: fields.id,
  name: z.string(),
  before: z.string().nullable().describe("When the first message was sent; null: not known any more"),
  after: z.string().nullable().describe("Three days after the last one, or now"),
})

export const insightsQuery = z.object({
  launch_id: fields.id.optional().describe("Of this launch, with what repeats it"),
  time_zone: fields.timeZone.optional().describe("Default: the workspace's"),
})

export const campaignInsights = z
  .object({
    time_zone: z.string(),
    opted_out: count.describe(
      "People who unsubscribed by their own doing within three days of a message of it, and got none of another campaign later. " +
        "Meta tells nobody who blocked a number",
    ),
    replies: z.object({
      count,
      within: z
        .array(
          z.object({ minutes: z.number().int().nullable().describe("null: later than all others"), count }),
        )
        .describe("How soon people answered first; each answer is in the first that it fits"),
    }),
    hours: z
      .array(z.object({ hour: z.number().int(), sent: count, read: count, replied: count, converted: count }))
      .describe("By the hour of the day, 0 to 23, in which it happened"),
    numbers: z.array(quality).describe("Quality as Meta rates it"),
    templates: z.array(quality),
  })
  .meta({ id: "CampaignInsights" })

const settlingMs = 3 * 24 * 60 * 60_000

/** @throws Problem not_found */
export async function readInsights(
  tx: Tx,
  campaignId: string,
  { launch_id: launchId, time_zone }: z.output<typeof insightsQuery>,
): Promise<z.output<typeof campaignInsights>> {
  const campaign = found(
    await tx
      .selectFrom("campaigns")
      .select(["definition"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  if (launchId !== undefined) {
    const launch = tx.selectFrom("launches").select("id").where("id", "=", launchId)
    found(await launch.where("campaign_id", "=", campaignId).executeTakeFirst(), "launch")
  }
  const zone = time_zone ?? (await zoneOfWorkspace(tx))
  await requireZone(tx, zone)
  const scope = { campaignId, launchId }
  const span = await readSpan(tx, scope)
  const stages = await readStage(tx, scope, ["opted_out", "replied", "replied_within"])
  const total = (stage: string, reason = "") =>
    stages.find((row) => row.stage === stage && row.reason === reason)?.count ?? 0
  const settled = span && new Date(span.last.getTime() + settlingMs)
  const definition = readCampaignDefinition(campaign.definition)
  return {
    time_zone: zone,
    opted_out: total("opted_out"),
    replies: {
      count: total("replied"),
      within: [...replyBounds, null].map((minutes) => ({
        minutes,
        count: total("replied_within", minutes === null ? "later" : String(minutes)),
      })),
    },
    hours: await readHours(tx, scope, zone),
    numbers: span && settled ? await readNumbers(tx, definition, span.first, settled) : [],
    templates: span && settled ? await readTemplates(tx, definition, span.first, settled) : [],
  }
}

type Rated = z.output<typeof quality>

/** What a column was at a time: before the first change after it; what it is, where it has not changed since. */
const asOf = (kind: "number" | "template", column: string, at: Date) => sql<string | null>`coalesce((
  SELECT record.before ->> ${column} FROM audit_records AS record
  WHERE record.workspace_id = rated.workspace_id AND record.subject_kind = ${kind} AND record.subject_id = rated.id::text
    AND record.before ? ${column} AND record.at > ${at} ORDER BY record.id LIMIT 1), ${sql.ref(`rated.${column}`)})`

async function readNumbers(
  tx: Tx,
  { number_id: id }: CampaignDefinition,
  first: Date,
  settled: Date,
): Promise<Rated[]> {
  const { rows } = await sql<Rated>`
    SELECT rated.id, display_phone_number AS name, ${asOf("number", "quality_rating", first)} AS before,
      ${asOf("number", "quality_rating", settled)} AS after
    FROM numbers AS rated WHERE rated.id = ${id}`.execute(tx)
  return rows
}

async function readTemplates(
  tx: Tx,
  { variants }: CampaignDefinition,
  first: Date,
  settled: Date,
): Promise<Rated[]> {
  const ids = variants.flatMap(({ content }) => (content.kind === "template" ? [content.template_id] : []))
  const { rows } = await sql<Rated>`
    SELECT rated.id, name, ${asOf("template", "quality_score", first)} AS before,
      ${asOf("template", "quality_score", settled)} AS after
    FROM templates AS rated WHERE rated.id = ANY(${ids}::uuid[]) ORDER BY name`.execute(tx)
  return rows
}
