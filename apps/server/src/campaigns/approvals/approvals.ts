/** A second member agrees to what a first one wants to send. */
import { readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import { resolve, tell } from "../../notifications/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { type Caller, namesOfActors } from "../../workspaces/index.ts"
import { completed } from "../definition/versions.ts"
import { countPeople } from "../launches/launch-audience.ts"
import { digestOf } from "./digest.ts"
import { isMarketingCampaign } from "./is-marketing.ts"

const member = z.object({ id: fields.id, name: z.string().nullable().describe("null: left the workspace") })
const note = z.string().trim().min(1).max(1_000)

export const approval = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    state: z
      .enum(["pending", "approved", "declined", "withdrawn", "void"])
      .describe("void: the campaign, or what it is made from, was edited since"),
    people: z.int().describe("Who it would have gone to as it was asked for"),
    note: z.string().nullable(),
    asked_by: member,
    asked_at: fields.timestamp,
    decided_by: member.nullable(),
    decided_at: fields.timestamp.nullable(),
    decision_note: z.string().nullable(),
    used_at: fields.timestamp
      .nullable()
      .describe("When the campaign went out by it, or was started. A launch needs one that is not used"),
    launch_id: fields.id.nullable(),
  })
  .meta({ id: "CampaignApproval" })
type Approval = z.output<typeof approval>

export const approvalList = z.object({ data: z.array(approval) }).meta({ id: "CampaignApprovals" })
export const newApproval = z
  .strictObject({ note: note.optional().describe("What the other should know") })
  .meta({ id: "NewCampaignApproval" })
export const approvalDecision = z
  .strictObject({ note: note.optional() })
  .meta({ id: "CampaignApprovalDecision" })

const conditionOf = (campaignId: string) => `campaign:${campaignId}:approval`

const columns = [
  "id",
  "campaign_id",
  "state",
  "people",
  "note",
  "asked_by",
  "asked_at",
  "decided_by",
  "decided_at",
  "decision_note",
  "used_at",
  "launch_id",
] as const

interface Scope {
  workspaceId: string
  campaignId: string
  now: Date
}

/** Holds the campaign as it is until the transaction ends, with all that an approval of it would be for. */
async function holdCampaign(tx: Tx, campaignId: string) {
  const row = tx.selectFrom("campaigns").selectAll().where("id", "=", campaignId).forUpdate()
  const campaign = found(await row.executeTakeFirst(), "campaign")
  const definition = readCampaignDefinition(campaign.definition)
  return { campaign, definition, digest: await digestOf(tx, { definition, tags: campaign.tags }) }
}

/** @throws Problem conflict when a key asks that no member made */
function personOf({ memberId, answerableId }: Pick<Caller, "memberId" | "answerableId">): string {
  const id = memberId ?? answerableId
  if (id !== undefined) return id
  throw new Problem("conflict", "No member made this API key: nobody would be asking.", {
    help: "Ask as a member in the dashboard, or with a key that a member made.",
  })
}

/**
 * Asks for the approval of a campaign as it is now.
 * @throws Problem not_found; conflict when it is asked for, or archived; not_sendable when the campaign is not complete
 */
export async function askForApproval(
  tx: Tx,
  { workspaceId, campaignId, now, caller }: Scope & { caller: Caller },
  { note: said }: z.output<typeof newApproval>,
): Promise<Approval> {
  const askedBy = personOf(caller)
  const { campaign, definition: kept, digest } = await holdCampaign(tx, campaignId)
  if (campaign.archived_at !== null) throw new Problem("conflict", "The campaign is archived.")
  await voidEdited(tx, campaignId, digest, now)
  const definition = completed(kept)
  const open = await tx
    .selectFrom("campaign_approvals")
    .select(["id", "state"])
    .where("campaign_id", "=", campaignId)
    .where((where) =>
      where.or([
        where("state", "=", "pending"),
        where.and([where("state", "=", "approved"), where("used_at", "is", null)]),
      ]),
    )
    .executeTakeFirst()
  if (open) {
    const isPending = open.state === "pending"
    throw new Problem(
      "conflict",
      isPending ? "The approval of this campaign has been asked for." : "The campaign is approved as it is.",
      {
        help: isPending ? "Another member has to decide." : "Launch it.",
        extra: { approval_id: open.id },
      },
    )
  }
  const isMarketing = await isMarketingCampaign(tx, definition)
  const people = await countPeople(
    tx,
    { workspaceId, now },
    {
      ...{ numberId: definition.number_id, isMarketing, audience: definition.audience },
      most: definition.controls.most_recipients?.count,
    },
  )
  const { id } = await tx
    .insertInto("campaign_approvals")
    .values({
      ...{ workspace_id: workspaceId, campaign_id: campaignId, state: "pending", digest, people },
      ...{ note: said ?? null, asked_by: askedBy, asked_at: now },
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await tell(
    tx,
    [
      {
        workspaceId,
        condition: conditionOf(campaignId),
        about: {
          kind: "approval_asked",
          campaign_id: campaignId,
          campaign: campaign.name,
          asked_by: caller.name,
          people,
        },
      },
    ],
    now,
  )
  return readApproval(tx, campaignId, id)
}

/**
 * A second member approves a campaign, or declines.
 * @throws Problem not_found; forbidden when it is the one who asked, or no person; conflict when it is decided, or edited since
 */
export async function decideApproval(
  tx: Tx,
  { workspaceId, campaignId, approvalId, now, caller }: Scope & { approvalId: string; caller: Caller },
  decision: "approved" | "declined",
  { note: said }: z.output<typeof approvalDecision>,
): Promise<Approval> {
  const { campaign, digest } = await holdCampaign(tx, campaignId)
  const row = found(
    await tx
      .selectFrom("campaign_approvals")
      .select(["state", "digest", "asked_by"])
      .where("id", "=", approvalId)
      .where("campaign_id", "=", campaignId)
      .forUpdate()
      .executeTakeFirst(),
    "approval",
  )
  const { memberId } = caller
  if (memberId === undefined) {
    throw new Problem("conflict", "A person approves, not a program.", {
      help: "Sign in to the dashboard and decide there.",
    })
  }
  if (row.asked_by === memberId) {
    throw new Problem("conflict", "You asked for this approval: another member has to decide.", {
      help: "Ask somebody whose role includes campaigns:approve, or withdraw it.",
    })
  }
  if (row.state !== "pending") throw decided(row.state)
  if (!row.digest.equals(digest)) throw decided("void")
  await tx
    .updateTable("campaign_approvals")
    .set({ state: decision, decided_by: memberId, decided_at: now, decision_note: said ?? null })
    .where("id", "=", approvalId)
    .execute()
  await resolve(tx, [{ workspaceId, condition: conditionOf(campaignId) }], now)
  await tell(
    tx,
    [
      {
        workspaceId,
        about: {
          kind: "approval_decided",
          campaign_id: campaignId,
          campaign: campaign.name,
          decision,
          decided_by: caller.name,
          note: said ?? null,
        },
      },
    ],
    now,
  )
  return readApproval(tx, campaignId, approvalId)
}

/** @throws Problem not_found; conflict when it is not pending */
export async function withdrawApproval(
  tx: Tx,
  { workspaceId, campaignId, approvalId, now }: Scope & { approvalId: string },
): Promise<Approval> {
  await holdCampaign(tx, campaignId)
  const { state } = await readApproval(tx, campaignId, approvalId)
  if (state !== "pending") throw decided(state)
  await tx
    .updateTable("campaign_approvals")
    .set({ state: "withdrawn" })
    .where("id", "=", approvalId)
    .execute()
  await resolve(tx, [{ workspaceId, condition: conditionOf(campaignId) }], now)
  return readApproval(tx, campaignId, approvalId)
}

function decided(state: string): Problem {
  return state === "void"
    ? new Problem(
        "conflict",
        "The campaign, or what it is made from, was edited since the approval was asked for.",
        {
          help: "Look at it as it is now, and have the approval asked for again.",
          extra: { state },
        },
      )
    : new Problem("conflict", `The approval is ${state}.`, {
        help: "Nothing has to be decided.",
        extra: { state },
      })
}

/** What was asked for or approved of a campaign that is another one now, and did not go out, is void. */
async function voidEdited(tx: Tx, campaignId: string, digest: Buffer, now: Date): Promise<void> {
  const gone = await tx
    .updateTable("campaign_approvals")
    .set({ state: "void" })
    .where("campaign_id", "=", campaignId)
    .where("state", "in", ["pending", "approved"])
    .where("used_at", "is", null)
    .where("digest", "<>", digest)
    .returning("workspace_id")
    .execute()
  await resolve(
    tx,
    gone.map(({ workspace_id }) => ({ workspaceId: workspace_id, condition: conditionOf(campaignId) })),
    now,
  )
}

/** As its campaign was edited. */
export async function followEdit(tx: Tx, campaignId: string, now: Date): Promise<void> {
  const any = tx
    .selectFrom("campaign_approvals")
    .select("id")
    .where("campaign_id", "=", campaignId)
    .where("state", "in", ["pending", "approved"])
    .where("used_at", "is", null)
  if ((await any.executeTakeFirst()) === undefined) return
  await voidEdited(tx, campaignId, (await holdCampaign(tx, campaignId)).digest, now)
}

/** The newest first, 50 at most. @throws Problem not_found */
export async function listApprovals(tx: Tx, campaignId: string): Promise<Approval[]> {
  const row = await tx
    .selectFrom("campaigns")
    .select(["definition", "tags"])
    .where("id", "=", campaignId)
    .executeTakeFirst()
  const { definition, tags } = found(row, "campaign")
  const rows = await tx
    .selectFrom("campaign_approvals")
    .select([...columns, "digest"])
    .where("campaign_id", "=", campaignId)
    .orderBy("id", "desc")
    .limit(50)
    .execute()
  if (rows.length === 0) return []
  const names = await namesOfActors(
    tx,
    rows.flatMap(({ asked_by, decided_by }) => [`member:${asked_by}`, `member:${decided_by}`]),
  )
  const now = await digestOf(tx, { definition: readCampaignDefinition(definition), tags })
  const memberOf = (id: string) => ({ id, name: names.get(`member:${id}`) ?? null })
  return rows.map(({ digest, state, asked_by, decided_by, ...rest }) => ({
    ...rest,
    // A template or a segment may have been edited, which nobody wrote down here.
    state:
      (state === "pending" || (state === "approved" && rest.used_at === null)) && !digest.equals(now)
        ? "void"
        : approval.shape.state.parse(state),
    asked_by: memberOf(asked_by),
    decided_by: decided_by === null ? null : memberOf(decided_by),
  }))
}

/** @throws Problem not_found */
async function readApproval(tx: Tx, campaignId: string, id: string): Promise<Approval> {
  const all = await listApprovals(tx, campaignId)
  return found(
    all.find((one) => one.id === id),
    "approval",
  )
}
