/** Whether a campaign may go out without a second member, and by which approval it does. */
import type { CampaignDefinition } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { countPeople, type LaunchTo } from "../launches/launch-audience.ts"
import { digestOf } from "./digest.ts"

interface Going extends Pick<LaunchTo, "isMarketing" | "resends"> {
  workspaceId: string
  campaignId: string
  definition: CampaignDefinition & { number_id: string }
  tags: readonly string[]
  now: Date
}

/** What makes an approval necessary. */
interface Needed {
  /** The workspace's limit. */
  above: number
  /** null: every campaign needs one, so that nobody was counted. */
  people: number | null
}

/** null: it may go out without one. */
export async function approvalNeeded(
  tx: Tx,
  { workspaceId, definition, now, isMarketing, resends }: Omit<Going, "campaignId" | "tags">,
): Promise<Needed | null> {
  const { rows } = await sql<{ above: number | null }>`
    SELECT approval_above AS above FROM workspaces WHERE id = ${workspaceId}`.execute(tx)
  const above = rows[0]?.above ?? null
  if (above === null) return null
  if (above === 0) return { above, people: null }
  const people = await countPeople(
    tx,
    { workspaceId, now },
    {
      ...{ numberId: definition.number_id, isMarketing, resends, audience: definition.audience },
      most: definition.controls.most_recipients?.count,
    },
  )
  return people > above ? { above, people } : null
}

/**
 * Lets a campaign go out: without more ado, or by the approval of what it is now, which is used by that.
 * @param hasOtherContent it says something else than the campaign, which nobody approved
 * @param isRepeated it went out by an approval before, and goes on or reaches those it missed: the same one lets it
 * @returns the approval that was used; null where none is needed
 * @throws Problem approval_required
 */
export async function useApproval(
  tx: Tx,
  going: Going,
  { isRepeated, hasOtherContent = false }: { isRepeated: boolean; hasOtherContent?: boolean },
): Promise<string | null> {
  const needed = await approvalNeeded(tx, going)
  if (needed === null) return null
  if (hasOtherContent) throw otherTemplate("The campaign is approved with the template that it has.")
  const { campaignId, now } = going
  const digest = await digestOf(tx, going)
  const used = await tx
    .selectFrom("campaign_approvals")
    .select("id")
    .where("campaign_id", "=", campaignId)
    .where("state", "=", "approved")
    .where("digest", "=", digest)
    .where(isRepeated ? sql<boolean>`true` : sql<boolean>`used_at IS NULL`)
    // One that is not used is left for a launch.
    .orderBy(sql`used_at IS NULL`)
    .orderBy("id", "desc")
    .forUpdate()
    .executeTakeFirst()
  if (used === undefined) throw approvalRequired(needed)
  await sql`UPDATE campaign_approvals SET used_at = coalesce(used_at, ${now}) WHERE id = ${used.id}`.execute(
    tx,
  )
  return used.id
}

/** What went out by an approval. */
export async function noteUse(
  tx: Tx,
  approvalId: string | null,
  { version, launchId }: { version: number; launchId?: string },
): Promise<void> {
  if (approvalId === null) return
  await sql`
    UPDATE campaign_approvals SET version = ${version}, launch_id = coalesce(launch_id, ${launchId ?? null}::uuid)
    WHERE id = ${approvalId}`.execute(tx)
}

/**
 * What is started sends what was approved at its start; something else that a request has it say was not.
 * @throws Problem approval_required
 */
export async function requireApprovedVersion(
  tx: Tx,
  { version, contentIds, ...going }: Omit<Going, "tags"> & { version: number; contentIds: readonly string[] },
): Promise<void> {
  const needed = await approvalNeeded(tx, going)
  if (needed === null) return
  const { rows } = await sql`
    SELECT FROM campaign_approvals AS a JOIN campaign_versions AS v USING (campaign_id, version)
    WHERE a.campaign_id = ${going.campaignId} AND a.version = ${version} AND a.state = 'approved'
      AND v.content_ids = ${contentIds}::uuid[] LIMIT 1`.execute(tx)
  if (rows.length === 0) throw approvalRequired(needed)
}

/** @throws Problem approval_required when a launch that went out by an approval is to say something else */
export async function refuseOtherContent(tx: Tx, launchId: string): Promise<void> {
  const { rows } = await sql`
    SELECT FROM campaign_approvals AS a JOIN launches AS l USING (campaign_id)
    -- One of a campaign that was changed and changed back is of a later version by now.
    WHERE l.id = ${launchId} AND a.state = 'approved' AND (a.version = l.version OR a.launch_id = l.id) LIMIT 1`.execute(
    tx,
  )
  if (rows.length === 0) return
  throw otherTemplate("The launch was approved with the template that it has.")
}

const otherTemplate = (message: string) =>
  new Problem("approval_required", message, {
    field: "template_id",
    help: "Choose the other template in the campaign and have that approved. Then cancel the launch, and resend it to the people it missed.",
  })

function approvalRequired({ above, people }: Needed): Problem {
  return new Problem(
    "approval_required",
    people === null
      ? "Another member has to approve the campaign as it is now before it goes out."
      : `The campaign goes to ${people.toLocaleString("en")} people. Above ${above.toLocaleString("en")} another member has to approve it as it is now.`,
    { extra: { people, above } },
  )
}
