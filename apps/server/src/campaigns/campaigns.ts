import { filterSchema, savedFilterSchema, templateContent } from "@parley/model"
import { z } from "zod"
import { createContent } from "../messaging/index.ts"
import { jsonText, type Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { refuseMissing, refuseMissingCampaigns } from "../segments/index.ts"
import { campaignsAmong } from "./launch-audience.ts"

export const campaign = z
  .object({
    id: fields.id,
    name: z.string(),
    number_id: fields.id,
    content_id: fields.id,
    audience: savedFilterSchema,
    tags: z.array(z.string()),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
  })
  .meta({ id: "Campaign" })

type Campaign = z.output<typeof campaign>

export const campaignDraft = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    number_id: fields.id,
    content: templateContent,
    audience: filterSchema.default({ all: [] }),
    tags: z
      .array(z.string().trim().min(1).max(50))
      .max(20)
      .default([])
      .describe("A suppression list may allow campaigns that have one of its tags"),
  })
  .meta({ id: "NewCampaign" })

export const campaignChange = z
  .strictObject({
    name: campaignDraft.shape.name.optional(),
    tags: campaignDraft.shape.tags.removeDefault().optional(),
  })
  .meta({ id: "CampaignChange" })

/** What is launched already keeps the tags that it had. @throws Problem not_found */
export async function changeCampaign(
  tx: Tx,
  id: string,
  { name, tags }: z.output<typeof campaignChange>,
  now: Date,
): Promise<Campaign> {
  const row = await tx
    .updateTable("campaigns")
    .set({
      ...(name === undefined ? {} : { name }),
      ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
      updated_at: now,
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst()
  return asCampaign(found(row, "campaign"))
}

/** @throws Problem invalid_request naming the field that the content lacks or has wrong, or what the audience names and there is not; not_found */
export async function createCampaign(
  tx: Tx,
  workspaceId: string,
  draft: z.output<typeof campaignDraft>,
  now: Date,
): Promise<Campaign> {
  const { name, number_id, content, audience, tags } = draft
  await refuseMissing(tx, workspaceId, audience, "audience")
  await refuseMissingCampaigns(tx, { workspaceId, rooms: [{ campaignsAmong }] }, audience, "audience")
  const { id: content_id } = await createContent(tx, { workspaceId, numberId: number_id, content, now })
  const row = await tx
    .insertInto("campaigns")
    .values({
      workspace_id: workspaceId,
      number_id,
      content_id,
      name,
      audience: jsonText(audience),
      tags: [...new Set(tags)],
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asCampaign(row)
}

const asCampaign = (row: { audience: unknown } & Omit<Campaign, "audience">): Campaign => ({
  ...row,
  audience: savedFilterSchema.parse(row.audience),
})

/** Campaigns after the id `after`, the oldest first; one more than `limit` where there are more. */
export async function listCampaigns(
  tx: Tx,
  { after, limit }: z.output<typeof fields.paging>,
): Promise<Campaign[]> {
  const campaigns = tx
    .selectFrom("campaigns")
    .selectAll()
    .orderBy("id")
    .limit(limit + 1)
  const rows = await (after ? campaigns.where("id", ">", after) : campaigns).execute()
  return rows.map(asCampaign)
}

/** @throws Problem not_found */
export async function readCampaign(tx: Tx, id: string): Promise<Campaign> {
  const row = await tx.selectFrom("campaigns").selectAll().where("id", "=", id).executeTakeFirst()
  return asCampaign(found(row, "campaign"))
}
