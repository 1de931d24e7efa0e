/** What the page behind a review link shows, and what is written on it. */
import { type CampaignDefinition, readCampaignDefinition } from "@parley/model"
import { type ExampleLook, showExamples } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { isMarketingCampaign } from "../approvals/is-marketing.ts"
import { countPeople } from "../launches/launch-audience.ts"
import { mostComments } from "./reviews.ts"

export interface Reviewed {
  campaignId: string
  revision: number
  name: string
  /** What people see it comes from; null: no number is chosen. */
  sender: { business: string; phone: string } | null
  variants: { name: string; share: number; looks: readonly ExampleLook[] }[]
  controlShare: number
  /** Who would get it now; null: it lacks something. */
  people: number | null
  times: Times
  expiresAt: Date
  comments: { author: string; body: string; at: Date }[]
}

export interface Times {
  delivery: CampaignDefinition["delivery"]
  /** Of launches that are still to come. */
  launches: { at: Date; local: string | null }[]
  zone: string
}

interface Opened {
  workspaceId: string
  reviewId: string
  now: Date
}

/** People are counted for a page that anybody may load again and again: not more often than this. */
const countedForMs = 60_000
const mostKept = 1_000

/** How many people a campaign goes to, as it was counted last for a page. */
export class PeopleCounted {
  readonly #counts = new Map<string, { key: string; at: number; people: number }>()

  async count(tx: Tx, campaign: Campaign, { workspaceId, now }: Opened): Promise<number | null> {
    const { definition, id, revision } = campaign
    const { number_id: numberId } = definition
    if (numberId === null || definition.variants.length === 0) return null
    const key = String(revision)
    const known = this.#counts.get(id)
    if (known?.key === key && Math.abs(now.getTime() - known.at) < countedForMs) return known.people
    const people = await countPeople(
      tx,
      { workspaceId, now },
      {
        ...{ numberId, audience: definition.audience },
        isMarketing: await isMarketingCampaign(tx, definition),
        most: definition.controls.most_recipients?.count,
      },
    )
    if (this.#counts.size >= mostKept) this.#counts.clear()
    this.#counts.set(id, { key, at: now.getTime(), people })
    return people
  }
}

interface Campaign {
  id: string
  name: string
  revision: number
  definition: CampaignDefinition
  expiresAt: Date
}

/** The campaign of a link that is open; undefined: it is none any more. */
export async function openReview(tx: Tx, { reviewId, now }: Opened): Promise<Campaign | undefined> {
  const row = await tx
    .selectFrom("campaign_reviews as r")
    .innerJoin("campaigns as c", "c.id", "r.campaign_id")
    .select(["c.id", "c.name", "c.revision", "c.definition", "r.expires_at"])
    .where("r.id", "=", reviewId)
    .where("r.revoked_at", "is", null)
    .where("r.expires_at", ">", now)
    .where("c.archived_at", "is", null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { definition, expires_at: expiresAt, ...campaign } = row
  return { ...campaign, expiresAt, definition: readCampaignDefinition(definition) }
}

export async function readReviewed(
  tx: Tx,
  opened: Opened,
  counted: PeopleCounted,
): Promise<Reviewed | undefined> {
  const campaign = await openReview(tx, opened)
  if (campaign === undefined) return undefined
  const { definition } = campaign
  const looks = await showExamples(
    tx,
    definition.variants.map(({ content }) => content),
  )
  const sender = await tx
    .selectFrom("numbers")
    .select(["verified_name as business", "display_phone_number as phone"])
    .where("id", "=", definition.number_id)
    .executeTakeFirst()
  const weights = definition.variants.reduce((sum, { weight }) => sum + weight, 0)
  const { rows: comments } = await sql<{ author: string; body: string; at: Date }>`
    SELECT author, body, created_at AS at FROM campaign_review_comments WHERE review_id = ${opened.reviewId} ORDER BY id`.execute(
    tx,
  )
  return {
    ...{ campaignId: campaign.id, revision: campaign.revision, name: campaign.name },
    ...{ expiresAt: campaign.expiresAt, comments, sender: sender ?? null },
    variants: definition.variants.map(({ name, weight }, place) => ({
      name,
      share: weights === 0 ? 0 : Math.round((100 * weight) / weights),
      looks: looks[place] ?? [],
    })),
    controlShare: definition.control_share,
    people: await counted.count(tx, campaign, opened),
    times: await readTimes(tx, campaign, opened.now),
  }
}

async function readTimes(tx: Tx, { id, definition }: Campaign, now: Date): Promise<Times> {
  const { rows: launches } = await sql<{ at: Date; local: string | null }>`
    SELECT l.scheduled_at AS at, to_char(l.local_at, 'YYYY-MM-DD HH24:MI') AS local
    FROM launches AS l JOIN sources AS s ON s.id = l.id
    WHERE l.campaign_id = ${id} AND s.state = 'active' AND s.filled_at IS NULL AND l.scheduled_at > ${now}
    ORDER BY l.scheduled_at LIMIT 5`.execute(tx)
  const { rows } = await sql<{ zone: string }>`
    SELECT coalesce(time_zone, 'UTC') AS zone FROM workspaces WHERE id = current_workspace()`.execute(tx)
  return { delivery: definition.delivery, launches, zone: rows[0]?.zone ?? "UTC" }
}

/** @returns false: the link has as many comments as it may have */
export async function addComment(
  tx: Tx,
  { workspaceId, reviewId, now }: Opened,
  campaign: Pick<Campaign, "id" | "revision">,
  { author, body }: { author: string; body: string },
): Promise<boolean> {
  // One after another, so that many at once are no more than that.
  await sql`SELECT FROM campaign_reviews WHERE id = ${reviewId} FOR UPDATE`.execute(tx)
  const { rows } = await sql`
    INSERT INTO campaign_review_comments (workspace_id, campaign_id, review_id, author, body, revision, created_at)
    SELECT ${workspaceId}, ${campaign.id}, ${reviewId}, ${author}, ${body}, ${campaign.revision}, ${now}
    WHERE (SELECT count(*) FROM campaign_review_comments WHERE review_id = ${reviewId}) < ${mostComments}
    RETURNING id`.execute(tx)
  return rows.length > 0
}
