import { readCampaignDefinition, usesOfCampaign } from "@parley/model"
import { v7 } from "uuid"
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
    /** Default: launches */
    delivery?: object
    now: Date
  },
): Promise<string> {
  const { body } = await tx
    .selectFrom("contents")
    .select("body")
    .where("id", "=", campaign.contentId)
    .executeTakeFirstOrThrow()
  const definition = readCampaignDefinition({
    number_id: campaign.numberId,
    variants: [{ id: v7(), name: "Variant A", weight: 1, content: body }],
    control_share: 0,
    audience: campaign.audience ?? { all: [] },
    delivery: campaign.delivery,
  })
  const { id } = await tx
    .insertInto("campaigns")
    .values({
      workspace_id: campaign.workspaceId,
      name: "Summer",
      number_id: campaign.numberId,
      definition: JSON.stringify(definition),
      uses: usesOfCampaign(definition),
      created_at: campaign.now,
      updated_at: campaign.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Changes the audience of every campaign. */
export async function aimCampaigns(tx: Tx, audience: object): Promise<void> {
  for (const { id, definition } of await tx.selectFrom("campaigns").select(["id", "definition"]).execute()) {
    const changed = readCampaignDefinition({ ...readCampaignDefinition(definition), audience })
    await tx
      .updateTable("campaigns")
      .set({ definition: JSON.stringify(changed), uses: usesOfCampaign(changed) })
      .where("id", "=", id)
      .execute()
  }
}
