/** Links to a campaign for people without an account, and what they say of it. */
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { reviewLinks } from "./link.ts"

const dayMs = 24 * 60 * 60_000
const mostLinks = 50
/** Who has a link can write no more than this. */
export const mostComments = 200
export const longestName = 80
export const longestComment = 2_000

export const review = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    name: z.string().describe("Who it is for"),
    url: z
      .string()
      .describe("Who has it sees the campaign as it is then, without an account, and can comment"),
    created_at: fields.timestamp,
    expires_at: fields.timestamp,
    revoked_at: fields.timestamp.nullable(),
  })
  .meta({ id: "CampaignReview" })
type Review = z.output<typeof review>
export const reviewList = z.object({ data: z.array(review) }).meta({ id: "CampaignReviews" })

export const newReview = z
  .strictObject({
    name: fields.name.describe("Who it is for"),
    expires_in_days: z.int().min(1).max(90).default(14),
  })
  .meta({ id: "NewCampaignReview" })

export const comment = z
  .object({
    id: fields.id,
    review_id: fields.id,
    review: z.string().describe("Who the link is for"),
    author: z.string().describe("As they called themselves"),
    body: z.string(),
    is_of_now: z.boolean().describe("The campaign was not changed since"),
    created_at: fields.timestamp,
    resolved_at: fields.timestamp.nullable(),
  })
  .meta({ id: "CampaignReviewComment" })
export const commentList = z.object({ data: z.array(comment) }).meta({ id: "CampaignReviewComments" })
export const commentChange = z
  .strictObject({ resolved: z.boolean() })
  .meta({ id: "CampaignReviewCommentChange" })

const columns = ["id", "campaign_id", "name", "created_at", "expires_at", "revoked_at"] as const

async function requireCampaign(tx: Tx, id: string): Promise<void> {
  found(await tx.selectFrom("campaigns").select("id").where("id", "=", id).executeTakeFirst(), "campaign")
}

interface Scope {
  workspaceId: string
  campaignId: string
}

/** @throws Problem not_found; limit_reached */
export async function createReview(
  platform: Pick<Platform, "secrets" | "config">,
  tx: Tx,
  { workspaceId, campaignId, actor, now }: Scope & { actor: string; now: Date },
  { name, expires_in_days: days }: z.output<typeof newReview>,
): Promise<Review> {
  await requireCampaign(tx, campaignId)
  const open = await tx
    .selectFrom("campaign_reviews")
    .select("id")
    .where("campaign_id", "=", campaignId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .limit(mostLinks)
    .execute()
  if (open.length >= mostLinks) {
    throw new Problem("limit_reached", `The campaign has ${mostLinks} review links that are open.`, {
      help: "Revoke one that is no longer needed.",
    })
  }
  const { id } = await tx
    .insertInto("campaign_reviews")
    .values({
      ...{ workspace_id: workspaceId, campaign_id: campaignId, name, created_by: actor, created_at: now },
      // To the second, as the link says it.
      expires_at: new Date(Math.floor((now.getTime() + days * dayMs) / 1000) * 1000),
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return readReview(platform, tx, { workspaceId, campaignId, reviewId: id })
}

/** Those that are open, then the others; the newest first. @throws Problem not_found */
export async function listReviews(
  platform: Pick<Platform, "secrets" | "config">,
  tx: Tx,
  { workspaceId, campaignId, now }: Scope & { now: Date },
): Promise<Review[]> {
  await requireCampaign(tx, campaignId)
  const links = reviewLinks(platform)
  const rows = await tx
    .selectFrom("campaign_reviews")
    .select(columns)
    .where("campaign_id", "=", campaignId)
    // None that opens something is beyond the end of the list.
    .orderBy(sql`(revoked_at IS NULL AND expires_at > ${now})`, "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, url: links.url({ workspaceId, reviewId: row.id }, row.expires_at) }))
}

/** @throws Problem not_found */
async function readReview(
  platform: Pick<Platform, "secrets" | "config">,
  tx: Tx,
  { workspaceId, campaignId, reviewId }: Scope & { reviewId: string },
): Promise<Review> {
  const row = await tx
    .selectFrom("campaign_reviews")
    .select(columns)
    .where("id", "=", reviewId)
    .where("campaign_id", "=", campaignId)
    .executeTakeFirst()
  const known = found(row, "review link")
  return { ...known, url: reviewLinks(platform).url({ workspaceId, reviewId }, known.expires_at) }
}

/** Its address opens nothing any more. @throws Problem not_found */
export async function revokeReview(
  platform: Pick<Platform, "secrets" | "config">,
  tx: Tx,
  { reviewId, now, ...scope }: Scope & { reviewId: string; now: Date },
): Promise<Review> {
  await tx
    .updateTable("campaign_reviews")
    .set({ revoked_at: now })
    .where("id", "=", reviewId)
    .where("campaign_id", "=", scope.campaignId)
    .where("revoked_at", "is", null)
    .execute()
  return readReview(platform, tx, { ...scope, reviewId })
}

/** The newest first, 500 at most. @throws Problem not_found */
export async function listComments(tx: Tx, campaignId: string): Promise<z.output<typeof comment>[]> {
  await requireCampaign(tx, campaignId)
  const rows = await commentsOf(tx, campaignId).orderBy("c.id", "desc").limit(500).execute()
  return rows.map(asComment)
}

const commentsOf = (tx: Tx, campaignId: string) =>
  tx
    .selectFrom("campaign_review_comments as c")
    .innerJoin("campaign_reviews as r", "r.id", "c.review_id")
    .innerJoin("campaigns", "campaigns.id", "c.campaign_id")
    .select([
      "c.id",
      "c.review_id",
      "r.name as review",
      "c.author",
      "c.body",
      "c.created_at",
      "c.resolved_at",
    ])
    .select(["c.revision", "campaigns.revision as now"])
    .where("c.campaign_id", "=", campaignId)

type CommentRow = Omit<z.output<typeof comment>, "is_of_now"> & { revision: number; now: number }
const asComment = ({ revision, now, ...row }: CommentRow) => ({ ...row, is_of_now: revision === now })

/** @throws Problem not_found */
export async function resolveComment(
  tx: Tx,
  { campaignId, commentId, now }: { campaignId: string; commentId: string; now: Date },
  { resolved }: z.output<typeof commentChange>,
): Promise<z.output<typeof comment>> {
  await tx
    .updateTable("campaign_review_comments")
    .set({ resolved_at: resolved ? now : null })
    .where("id", "=", commentId)
    .where("campaign_id", "=", campaignId)
    .execute()
  const row = await commentsOf(tx, campaignId).where("c.id", "=", commentId).executeTakeFirst()
  return asComment(found(row, "comment"))
}
