/** Campaigns that are started, and send from then on to one person after another until they are stopped. */
import { type CampaignDefinition, readCampaignDefinition } from "@parley/model"
import {
  cancelSource,
  classes,
  closeSource,
  createSource,
  type Intent,
  type PriorityClass,
} from "../../messaging/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
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
  const { version, tags, definition, contentIds, intents } = await makeVersion(tx, { campaignId, now })
  const open = await tx
    .selectFrom("campaign_triggers")
    .select(["source_id", "version", "since"])
    .where("campaign_id", "=", campaignId)
    .where("until", "is", null)
    .executeTakeFirst()
  if (open?.version === version) return
  await requireReady(tx, workspaceId, definition)
  if (open) await closeSource(tx, open.source_id, now)
  await endTrigger(tx, campaignId, now)
  const sourceId = await createSource(tx, {
    workspaceId,
    numberId: definition.number_id,
    kind: "trigger",
    class: classOfTrigger(definition, intents),
    contentIds,
    policy: policyOf(tags, definition, await zoneOf(tx, workspaceId)),
    now,
  })
  await tx
    .insertInto("campaign_triggers")
    .values({
      source_id: sourceId,
      workspace_id: workspaceId,
      campaign_id: campaignId,
      version,
      since: open?.since ?? now,
      is_listening: definition.delivery.kind === "action",
      message_fates: fatesAsked(definition),
    })
    .execute()
}

/** What of messages it waits for, such as `read`. */
const fatesAsked = ({ delivery }: CampaignDefinition): string[] => {
  if (delivery.kind !== "action") return []
  const heard = [...delivery.triggers, ...delivery.unless]
  return [...new Set(heard.flatMap((trigger) => (trigger.on === "message" ? [trigger.became] : [])))]
}

/** What answers people who wrote just now goes first, and needs no subscription: they asked for it. */
function classOfTrigger({ delivery }: CampaignDefinition, intents: readonly Intent[]): PriorityClass {
  const isAnswer =
    delivery.kind === "action" &&
    delivery.triggers.every(({ on }) => on === "inbound_message") &&
    intents.every((intent) => intent === "service")
  return isAnswer ? classes.reply : classOfCampaign(intents)
}

/** Nothing of the campaign is sent any more: what waits is dropped. @returns whether it was started */
export async function stopTrigger(tx: Tx, campaignId: string, now: Date): Promise<boolean> {
  if (!(await endTrigger(tx, campaignId, now))) return false
  const { rows: sources } = await sql<{ id: string }>`
    SELECT t.source_id AS id FROM campaign_triggers AS t JOIN sources AS s ON s.id = t.source_id AND s.ended_at IS NULL
    WHERE t.campaign_id = ${campaignId} ORDER BY t.source_id`.execute(tx)
  // The one that is started, and versions before it of which something still waits: hardly ever more than one.
  for (const { id } of sources) await cancelSource(tx, id, now)
  await sql`UPDATE campaign_hits SET due_at = NULL, variables = NULL
    WHERE campaign_id = ${campaignId} AND due_at IS NOT NULL`.execute(tx)
  return true
}

/** Waits for those who send by it. @returns whether it was started */
async function endTrigger(tx: Tx, campaignId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("campaign_triggers")
    .set({ until: now })
    .where("campaign_id", "=", campaignId)
    .where("until", "is", null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What a campaign sends that is started. */
export interface Trigger {
  sourceId: string
  campaignId: string
  workspaceId: string
  numberId: string
  version: number
  since: Date
  class: PriorityClass
  /** What lanes need to know of the campaign. */
  policy: object
  contentIds: string[]
  definition: CampaignDefinition
}

/** Those that are answered first come first: by priority, then as they were started. */
export const byPriority = (a: Trigger, b: Trigger): number =>
  priorityOf(b) - priorityOf(a) || (a.sourceId < b.sourceId ? -1 : 1)
const priorityOf = ({ definition: { delivery } }: Trigger) =>
  delivery.kind === "action" ? delivery.priority : 0

/** @param which a condition on `campaign_triggers`, as `t` */
export async function readTriggers(tx: Tx, which: RawBuilder<unknown>): Promise<Trigger[]> {
  const { rows } = await sql<Omit<Trigger, "definition"> & { definition: unknown }>`
    SELECT t.source_id AS "sourceId", t.campaign_id AS "campaignId", t.workspace_id AS "workspaceId", s.number_id AS "numberId",
      t.version, t.since, s.class, s.policy, v.content_ids AS "contentIds", v.definition
    FROM campaign_triggers AS t JOIN sources AS s ON s.id = t.source_id
    JOIN campaign_versions AS v ON v.campaign_id = t.campaign_id AND v.version = t.version
    WHERE ${which} ORDER BY t.source_id`.execute(tx)
  return rows.map((row) => ({ ...row, definition: readCampaignDefinition(row.definition) }))
}

/**
 * The campaign that is started, which nobody stops until the transaction ends.
 * @throws Problem not_found; conflict when it is not started, or not sent in this way
 */
export async function openTrigger(
  tx: Tx,
  campaignId: string,
  kind: CampaignDefinition["delivery"]["kind"],
): Promise<Trigger> {
  found(
    await tx.selectFrom("campaigns").select("id").where("id", "=", campaignId).executeTakeFirst(),
    "campaign",
  )
  const held = await holdOpen(tx, [campaignId])
  const [trigger] = await readTriggers(tx, sql`t.source_id = ANY(${held}::uuid[])`)
  if (trigger?.definition.delivery.kind === kind) return trigger
  throw new Problem("conflict", "The campaign is not started.", {
    help:
      kind === "api"
        ? 'Have it delivered by the API, `delivery: { kind: "api" }`, and start it: `POST /v1/campaigns/{id}/start`.'
        : "Start it first: `POST /v1/campaigns/{id}/start`.",
  })
}

/**
 * Has nobody stop these campaigns until the transaction ends: a message would come into a source that has ended.
 * @returns the sources of those that are started
 */
export async function holdOpen(tx: Tx, campaignIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT source_id AS id FROM campaign_triggers WHERE campaign_id = ANY(${campaignIds}::uuid[]) AND until IS NULL
    ORDER BY source_id FOR SHARE`.execute(tx)
  return rows.map(({ id }) => id)
}
