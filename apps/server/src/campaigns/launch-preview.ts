/** What a launch would do now, for those who are asked whether it should. */
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { countPeople } from "./launch-audience.ts"
import { launchState, launchStates } from "./launches.ts"

export const launchPreviewQuery = z
  .object({
    resends: fields.id
      .optional()
      .describe("A launch of the campaign that would be repeated in part, with `to`"),
    to: z.enum(["failed", "unsent"]).optional().describe("Which part of its audience"),
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
      .describe("null: it is gone"),
    people: z
      .number()
      .int()
      .describe(
        "Contacts of the audience who have an address and, where the template is marketing, are subscribed",
      ),
    last_launch: z
      .object({ id: fields.id, state: z.enum(launchStates), scheduled_at: fields.timestamp })
      .nullable()
      .describe("The last launch to its whole audience; null: there is none yet"),
  })
  .meta({ id: "LaunchPreview" })

/** @throws Problem not_found for the campaign, or the launch that it would repeat */
export async function previewLaunch(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
  { resends, to }: z.output<typeof launchPreviewQuery>,
): Promise<z.output<typeof launchPreview>> {
  const campaign = await tx
    .selectFrom("campaigns")
    .innerJoin("contents", "contents.id", "campaigns.content_id")
    .innerJoin("numbers", "numbers.id", "campaigns.number_id")
    .leftJoin("templates", "templates.id", "contents.template_id")
    .select(["campaigns.id", "campaigns.workspace_id", "campaigns.name", "audience", "campaigns.number_id"])
    .select(["display_phone_number", "verified_name"])
    .select(["templates.id as template_id", "templates.name as template_name", "language", "category"])
    .where("campaigns.id", "=", campaignId)
    .executeTakeFirst()
  const { id, workspace_id, name, audience, number_id, category, ...of } = found(campaign, "campaign")
  const launches = tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .select(["launches.id", "scheduled_at"])
    .select(launchState.as("state"))
    .where("campaign_id", "=", campaignId)
  if (resends !== undefined)
    found(await launches.where("launches.id", "=", resends).executeTakeFirst(), "launch")
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
      category,
      audience,
      ...(resends && to && { resends: { launchId: resends, what: to } }),
    },
  )
  const { template_id, template_name, language, display_phone_number, verified_name } = of
  return {
    campaign: { id, name },
    number: { id: number_id, display_phone_number, verified_name },
    template:
      template_id === null || template_name === null || language === null
        ? null
        : { id: template_id, name: template_name, language },
    people,
    last_launch: last ?? null,
  }
}
