/** Campaigns that are started, and send from then on to one person after another until they are stopped. */
import { type CampaignDefinition, readCampaignDefinition } from "@parley/model"
import { cancelSource, closeSource, createSource, type PriorityClass } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { policyOf } from "../controls/policy.ts"
import { requireReady } from "../definition/ready.ts"
import { makeVersion } from "../definition/versions.ts"
import { classOfCampaign } from "../launches/launches.ts"
import { zoneOf } from "../schedule/plan-launch.ts"

interface Starting {
  campaignId: string
  workspaceId: string
  now: Date
}

/**
 * Has the campaign sent as it is now. One that is started already goes on as it is now, where something has changed since; what
 * waits of the version before still goes, and says what that said.
 * @throws Problem not_found; conflict when it is archived; not_sendable when it lacks something, its number's account is
 *   disconnected or its group archived; invalid_request when its audience names what there is not
 */
export async function startTrigger(tx: Tx, { campaignId, workspaceId, now }: Starting): Promise<void> {
  const { version, definition, contentIds, intents } = await makeVersion(tx, { campaignId, workspaceId, now })
  const open = await tx
    .selectFrom("campaign_triggers")
    .select(["source_id", "version"])
    .where("campaign_id", "=", campaignId)
    .where("until", "is", null)
    .executeTakeFirst()
  if (open?.version === version) return
  await requireReady(tx, workspaceId, definition)
  const { tags } = await tx
    .selectFrom("campaigns")
    .select("tags")
    .where("id", "=", campaignId)
    .executeTakeFirstOrThrow()
  if (open) await closeSource(tx, open.source_id, now)
  await endTrigger(tx, campaignId, now)
  const sourceId = await createSource(tx, {
    workspaceId,
    numberId: definition.number_id,
    kind: "trigger",
    class: classOfCampaign(intents),
    contentIds,
    policy: policyOf(tags, definition.controls, await zoneOf(tx, workspaceId)),
    now,
  })
  await tx
    .insertInto("campaign_triggers")
    .values({
      source_id: sourceId,
      workspace_id: workspaceId,
      campaign_id: campaignId,
      version,
      since: now,
    })
    .execute()
}

/** Nothing of the campaign is sent any more: what waits is dropped. */
export async function stopTrigger(tx: Tx, campaignId: string, now: Date): Promise<void> {
  const { rows: sources } = await sql<{ id: string }>`
    SELECT t.source_id AS id FROM campaign_triggers AS t JOIN sources AS s ON s.id = t.source_id AND s.ended_at IS NULL
    WHERE t.campaign_id = ${campaignId} ORDER BY t.source_id`.execute(tx)
  // The one that is started, and versions before it of which something still waits: hardly ever more than one.
  for (const { id } of sources) await cancelSource(tx, id, now)
  await endTrigger(tx, campaignId, now)
}

const endTrigger = (tx: Tx, campaignId: string, now: Date) =>
  tx
    .updateTable("campaign_triggers")
    .set({ until: now })
    .where("campaign_id", "=", campaignId)
    .where("until", "is", null)
    .execute()

/** What a campaign sends that is started. */
export interface Trigger {
  sourceId: string
  campaignId: string
  workspaceId: string
  numberId: string
  version: number
  class: PriorityClass
  definition: CampaignDefinition
}

/** @throws Problem not_found; conflict when it is not started, or not sent in this way */
export async function openTrigger(
  tx: Tx,
  campaignId: string,
  kind: CampaignDefinition["delivery"]["kind"],
): Promise<Trigger> {
  found(
    await tx.selectFrom("campaigns").select("id").where("id", "=", campaignId).executeTakeFirst(),
    "campaign",
  )
  const { rows } = await sql<Omit<Trigger, "definition"> & { definition: unknown }>`
    SELECT t.source_id AS "sourceId", t.campaign_id AS "campaignId", t.workspace_id AS "workspaceId", s.number_id AS "numberId",
      t.version, s.class, v.definition
    FROM campaign_triggers AS t JOIN sources AS s ON s.id = t.source_id
    JOIN campaign_versions AS v ON v.campaign_id = t.campaign_id AND v.version = t.version
    WHERE t.campaign_id = ${campaignId} AND t.until IS NULL`.execute(tx)
  const [row] = rows
  const trigger = row && { ...row, definition: readCampaignDefinition(row.definition) }
  if (trigger?.definition.delivery.kind === kind) return trigger
  throw new Problem("conflict", "The campaign is not started.", {
    help:
      kind === "api"
        ? 'Have it delivered by the API, `delivery: { kind: "api" }`, and start it: `POST /v1/campaigns/{id}/start`.'
        : "Start it first: `POST /v1/campaigns/{id}/start`.",
  })
}
