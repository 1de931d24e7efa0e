/** Definitions that were launched, which stay as they were. */
import {
  type CampaignDefinition,
  campaignDefinition,
  campaignSchema,
  readCampaignDefinition,
} from "@parley/model"
import { z } from "zod"
import { createContent, type Intent } from "../../messaging/index.ts"
import { jsonText, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { below } from "./check-definition.ts"

export const campaignVersion = z
  .object({ version: z.int(), definition: campaignDefinition, made_at: fields.timestamp })
  .meta({ id: "CampaignVersion" })

/** A definition that can be sent. */
export interface LaunchedVersion {
  workspaceId: string
  version: number
  /** Of the campaign, which are no part of its versions. */
  tags: string[]
  definition: CampaignDefinition & { number_id: string }
  contentIds: string[]
  /** What its variants are for, in their order. */
  intents: Intent[]
}

/**
 * The version that the campaign is at: the last one where nothing changed since, otherwise a new one.
 * @throws Problem not_found; conflict when it is archived; not_sendable with the field that it lacks; what `createContent` throws
 */
export async function makeVersion(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
): Promise<LaunchedVersion> {
  const row = tx.selectFrom("campaigns").selectAll().where("id", "=", campaignId).forUpdate()
  const campaign = found(await row.executeTakeFirst(), "campaign")
  if (campaign.archived_at !== null) {
    throw new Problem("conflict", "The campaign is archived.", {
      help: "Take it out of the archive first, by `archived: false`.",
    })
  }
  const { workspace_id: workspaceId, tags } = campaign
  const definition = completed(readCampaignDefinition(campaign.definition))
  const contents: { id: string; intent: Intent }[] = []
  const scope = { workspaceId, numberId: definition.number_id, now }
  for (const [place, { content }] of definition.variants.entries())
    contents.push(await below(`variants.${place}.content`, () => createContent(tx, { ...scope, content })))
  const contentIds = contents.map(({ id }) => id)
  const intents = contents.map(({ intent }) => intent)
  const last = await tx
    .selectFrom("campaign_versions")
    .select(["definition", "content_ids"])
    .where("campaign_id", "=", campaignId)
    .where("version", "=", campaign.version)
    .executeTakeFirst()
  const isSame =
    last !== undefined &&
    jsonText(readCampaignDefinition(last.definition)) === jsonText(readCampaignDefinition(definition)) &&
    last.content_ids.join() === contentIds.join()
  const version = isSame ? campaign.version : campaign.version + 1
  if (!isSame) {
    await tx
      .insertInto("campaign_versions")
      .values({
        campaign_id: campaignId,
        version,
        workspace_id: workspaceId,
        schema: campaignSchema,
        definition: jsonText(definition),
        content_ids: contentIds,
        made_at: now,
      })
      .execute()
  }
  await tx.updateTable("campaigns").set({ version, state: "active" }).where("id", "=", campaignId).execute()
  return { workspaceId, version, tags, definition, contentIds, intents }
}

/** @throws Problem not_sendable with the field that it lacks */
export function completed(definition: CampaignDefinition): CampaignDefinition & { number_id: string } {
  const { number_id, variants } = definition
  if (number_id === null) throw lacking("number_id", "a number that it is sent from")
  if (variants.length === 0) throw lacking("variants", "a message")
  return { ...definition, number_id }
}

const lacking = (field: string, what: string) =>
  new Problem("not_sendable", `The campaign lacks ${what}.`, {
    field,
    help: "Add it to the campaign, then launch.",
  })

/** What a campaign was at each launch, the newest first. @throws Problem not_found */
export async function listVersions(tx: Tx, campaignId: string): Promise<z.output<typeof campaignVersion>[]> {
  found(
    await tx.selectFrom("campaigns").select("id").where("id", "=", campaignId).executeTakeFirst(),
    "campaign",
  )
  const rows = await tx
    .selectFrom("campaign_versions")
    .select(["version", "definition", "made_at"])
    .where("campaign_id", "=", campaignId)
    .orderBy("version", "desc")
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, definition: readCampaignDefinition(row.definition) }))
}
