import { z } from "zod"
import { readLinkCounts } from "../../links/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { sourcesOfCampaigns } from "../sources-of-campaigns.ts"

const count = z.number().int()

const campaignLinks = z
  .object({
    data: z.array(
      z.object({
        url: z.string().describe("As the content has it, with its Liquid"),
        place: z.string().describe("Where in the message: button, text, cards.0.button, body.name …"),
        variant: count.describe("Its place"),
        people: count.describe("Messages of which it was tapped"),
        clicks: count.describe("All taps of people"),
        previews: count.describe("By programs, such as previews and scanners: not among `clicks`"),
      }),
    ),
  })
  .meta({ id: "CampaignLinks" })

/** How often the links of a campaign were tapped. */
export const campaignLinksRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/campaigns/:id/links",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Count the clicks on the links of a campaign",
          description:
            "By link and variant, of all of its launches or of one. Links that nobody tapped are not among them.",
          tags: ["Campaigns"],
          params: fields.byId,
          querystring: z.object({
            launch_id: fields.id.optional().describe("Of this launch, with what repeats it"),
          }),
          response: { 200: campaignLinks, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => ({
          data: await readLinkCounts(tx, await sourceIdsOf(tx, params.id, query.launch_id)),
        })),
    )
  }

/** @throws Problem not_found */
async function sourceIdsOf(tx: Tx, campaignId: string, launchId: string | undefined): Promise<string[]> {
  found(
    await tx.selectFrom("campaigns").select("id").where("id", "=", campaignId).executeTakeFirst(),
    "campaign",
  )
  if (launchId !== undefined) {
    const launch = tx.selectFrom("launches").select("id").where("id", "=", launchId)
    found(await launch.where("campaign_id", "=", campaignId).executeTakeFirst(), "launch")
  }
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (${sourcesOfCampaigns(sql`own.campaign_id = ${campaignId}
      AND ${launchId === undefined ? sql`true` : sql`coalesce(sources.parent_id, own.id) = ${launchId}`}`)}) AS source`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
