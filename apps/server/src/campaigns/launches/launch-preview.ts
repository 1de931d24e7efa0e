/** What a launch would do now, for those who are asked whether it should. */
import { readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import { classes, intentOf } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { completed } from "../definition/versions.ts"
import { audienceAgain, countPeople } from "./launch-audience.ts"
import { classOfCampaign, launchState, launchStates } from "./launches.ts"

export const launchPreviewQuery = z
  .object({
    resends: fields.id
      .optional()
      .describe("A launch of the campaign that would be repeated in part, with `to`"),
    to: z.enum(["failed", "unsent"]).optional().describe("Which part of its audience"),
    template_id: fields.id.optional().describe("With this template in place of the campaign's"),
  })
  .refine(({ resends, to }) => (resends === undefined) === (to === undefined), {
    path: ["to"],
    message: "together with `resends`",
  })

export const launchPreview = z
  .object({
    campaign: z.object({ id: fields.id, name: z.string() }),
    number: z.object({
      id: fields.id,
      display_phone_number: z.string(),
      verified_name: z.string(),
    }),
    template: z
      .object({ id: fields.id, name: z.string(), language: z.string() })
      .nullable()
      .describe("Of the first variant; null: it is gone, or that message is made from none"),
    people: z
      .number()
      .int()
      .describe(
        "Contacts of the audience who have an address and, where the template is marketing, are subscribed; no more than `most_recipients`",
      ),
    last_launch: z
      .object({ id: fields.id, state: z.enum(launchStates), scheduled_at: fields.timestamp })
      .nullable()
      .describe("The last launch to its whole audience; null: there is none yet"),
  })
  .meta({ id: "LaunchPreview" })

/** @throws Problem not_found for the campaign, or the launch that it would repeat; not_sendable where the campaign is not complete */
export async function previewLaunch(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
  { resends, to, template_id }: z.output<typeof launchPreviewQuery>,
): Promise<z.output<typeof launchPreview>> {
  const { workspace_id, name, ...campaign } = found(
    await tx
      .selectFrom("campaigns")
      .select(["workspace_id", "name", "definition"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  const { number_id, variants, controls, ...definition } = completed(
    readCampaignDefinition(campaign.definition),
  )
  const number = await tx
    .selectFrom("numbers")
    .select(["display_phone_number", "verified_name"])
    .where("id", "=", number_id)
    .executeTakeFirstOrThrow()
  const said = variants.map(({ content }) =>
    content.kind === "template" ? (template_id ?? content.template_id) : null,
  )
  const templates = await tx
    .selectFrom("templates")
    .select(["id", "name", "language", "category"])
    .where("id", "=", sql<string>`ANY(${said}::uuid[])`)
    .execute()
  const intents = said.map((id) => intentOf(templates.find((one) => one.id === id)?.category ?? ""))
  const template = templates.find((one) => one.id === said[0])
  const launches = tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .select(["launches.id", "scheduled_at"])
    .select(launchState.as("state"))
    .where("campaign_id", "=", campaignId)
  if (resends !== undefined)
    found(await launches.where("launches.id", "=", resends).executeTakeFirst(), "launch")
  const audience =
    resends === undefined ? definition.audience : await audienceAgain(tx, resends, definition.audience)
  const last = await launches
    .where("launches.resends", "is", null)
    .orderBy("launches.id", "desc")
    .limit(1)
    .executeTakeFirst()
  const people = await countPeople(
    tx,
    { workspaceId: workspace_id, now },
    {
      numberId: number_id,
      isMarketing: classOfCampaign(intents) === classes.marketing,
      audience,
      most: controls.most_recipients?.count,
      ...(resends && to && { resends: { launchId: resends, what: to } }),
    },
  )
  return {
    campaign: { id: campaignId, name },
    number: { id: number_id, ...number },
    template: template ? { id: template.id, name: template.name, language: template.language } : null,
    people,
    last_launch: last ?? null,
  }
}
