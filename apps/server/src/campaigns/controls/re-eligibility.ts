/** Whether a person who had a message of a campaign may get another. */
import type { ReEligibility } from "@parley/model"
import { type Assignment, type Earlier, receivers } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { lockCampaign } from "./quota.ts"

/** What sent messages of a campaign before, with the waves that sent once more what failed. */
export async function earlierSources(
  tx: Tx,
  campaignId: string,
  { but }: { but?: string } = {},
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH own AS (
      SELECT id FROM launches WHERE campaign_id = ${campaignId} AND id IS DISTINCT FROM ${but ?? null}::uuid
      UNION ALL SELECT source_id FROM campaign_triggers WHERE campaign_id = ${campaignId}
    )
    SELECT id FROM own
    UNION ALL
    SELECT wave.id FROM own JOIN sources AS wave ON wave.parent_id = own.id AND wave.is_late_retry`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** What drew people of a campaign for its control group before: who it left out stays there. A part of an assignment. */
export async function drawnBefore(
  tx: Tx,
  campaignId: string,
  { but }: { but?: string } = {},
): Promise<Pick<Assignment, "drawnBy" | "drawnOneByOne">> {
  const { rows } = await sql<{ id: string; is_launch: boolean; from: Date }>`
    SELECT own.id, own.is_launch, c.created_at AS from FROM (
      SELECT id, version, true AS is_launch FROM launches
      WHERE campaign_id = ${campaignId} AND id IS DISTINCT FROM ${but ?? null}::uuid
      UNION ALL SELECT source_id, version, false FROM campaign_triggers WHERE campaign_id = ${campaignId}
    ) AS own JOIN campaign_versions AS v ON v.campaign_id = ${campaignId} AND v.version = own.version
    JOIN campaigns AS c ON c.id = ${campaignId}
    WHERE (v.definition ->> 'control_share')::integer > 0`.execute(tx)
  const [first] = rows
  if (first === undefined) return {}
  const idsOf = (isLaunch: boolean) => rows.flatMap((row) => (row.is_launch === isLaunch ? [row.id] : []))
  return { drawnBy: idsOf(true), drawnOneByOne: { sourceIds: idsOf(false), from: first.from } }
}

/**
 * Which messages stand in the way of another one; undefined: none do.
 * @param campaign.sourceIds what sent them
 */
export function earlierMessages(
  rule: ReEligibility,
  campaign: { sourceIds: readonly string[]; createdAt: Date },
  now: Date,
): Earlier | undefined {
  if (rule.kind === "always" || campaign.sourceIds.length === 0) return undefined
  return {
    sourceIds: campaign.sourceIds,
    since: rule.kind === "never" ? null : new Date(now.getTime() - rule.seconds * 1_000),
    from: campaign.createdAt,
  }
}

/**
 * Which of these contacts may get a message of a campaign now, which is queued in the same transaction: until that is over no other
 * one of the campaign is asked.
 */
export async function whoMayReceive(
  tx: Tx,
  campaignId: string,
  contactIds: readonly string[],
  { rule, now }: { rule: ReEligibility; now: Date },
): Promise<ReadonlySet<string>> {
  if (rule.kind === "always") return new Set(contactIds)
  await lockCampaign(tx, campaignId)
  const sourceIds = await earlierSources(tx, campaignId)
  const { created_at: createdAt } = await tx
    .selectFrom("campaigns")
    .select("created_at")
    .where("id", "=", campaignId)
    .executeTakeFirstOrThrow()
  const earlier = earlierMessages(rule, { sourceIds, createdAt }, now)
  const had = earlier ? await receivers(tx, contactIds, earlier) : new Set<string>()
  return new Set(contactIds.filter((id) => !had.has(id)))
}
