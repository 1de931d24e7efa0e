import type { Tx } from "../../platform/database/index.ts"

/** A campaign to everyone, unless an audience is given. @returns its id */
export async function insertCampaign(
  tx: Tx,
  campaign: {
    workspaceId: string
    numberId: string
    contentId: string
    /** Default: everyone */
    audience?: object
    now: Date
  },
): Promise<string> {
  const { id } = await tx
    .insertInto("campaigns")
    .values({
      workspace_id: campaign.workspaceId,
      number_id: campaign.numberId,
      content_id: campaign.contentId,
      name: "Summer",
      audience: JSON.stringify(campaign.audience ?? { all: [] }),
      created_at: campaign.now,
      updated_at: campaign.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}
