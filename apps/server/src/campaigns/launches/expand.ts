import { type MostRecipients, type ReEligibility, readCampaignDefinition } from "@parley/model"
import pLimit from "p-limit"
import { closeSource, fillSource, pauseSource, shuffledPlace } from "../../messaging/index.ts"
import { patiently, sql, type Tx, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { lockCampaign, roomInQuota } from "../controls/quota.ts"
import { drawnBefore, earlierMessages, earlierSources } from "../controls/re-eligibility.ts"
import { isNoticed, noticeDue, Presence } from "../schedule/late.ts"
import { completeSlices, endSlice, isOpenSlice, nextSlice, sliceOf } from "../schedule/slices.ts"
import { AudiencePages } from "./audience-pages.ts"
import { isHeldByGroup } from "./group-hold.ts"
import { contactsAmong, launchAudience } from "./launch-audience.ts"
import { launchesChannel } from "./launches-channel.ts"
import { isHeldByTemplate } from "./template-hold.ts"

/** Contacts that one statement brings into the outbox. */
const chunk = 10_000
/** Chunks that are brought in at once: the connections of this process serve others, too. */
const fewAtOnce = pLimit(4)
/** A launch has at most so many messages in the outbox: it stays small, however large the audience is. */
const mostQueued = 20_000

/**
 * Brings due launches into the outbox, chunk by chunk. A chunk is one statement that also moves the launch's bookmark,
 * so a crash between chunks neither skips nor repeats anyone, and no contact passes through this process.
 */
export function startLaunchExpansion(platform: Platform): { stop(): Promise<void> } {
  const pages = new AudiencePages()
  const presence = new Presence()
  const loop = startLoop({
    everyMs: 500,
    round: () => expandDue(platform, pages, presence.look()),
    broke(error) {
      presence.missed()
      platform.logger.warn({ err: error }, "cannot expand launches; retrying")
    },
  })
  const unheard = platform.wakes.hear(launchesChannel, () => loop.wake())
  return {
    async stop() {
      unheard()
      await loop.stop()
    },
  }
}

/**
 * Brings the next chunk of every due launch into the outbox. One that cannot be expanded for a reason of its own is paused, so
 * that it does not stand in the way of others.
 * @param wasThere whether the worker would have noticed all that became due; otherwise what is late asks first
 * @returns whether anything was brought in
 */
export async function expandDue(
  { db, clock, logger }: Platform,
  pages = new AudiencePages(),
  wasThere = true,
): Promise<boolean> {
  const now = clock.now()
  await noticeDue(db, now, wasThere)
  const { rows: due } = await db.system((tx) =>
    sql<DueLaunch>`
      SELECT launches.id, launches.workspace_id, launches.campaign_id, audience,
        coalesce(next.due_at, scheduled_at) AS scheduled_at, after_contact,
        v.definition -> 'controls' -> 'most_recipients' AS most
      FROM launches JOIN sources ON sources.id = launches.id LEFT JOIN LATERAL ${nextSlice} AS next ON true
      JOIN campaign_versions AS v ON v.campaign_id = launches.campaign_id AND v.version = launches.version
      WHERE filled_at IS NULL AND sources.state = 'active' AND coalesce(next.due_at, scheduled_at) <= ${now} AND ${isNoticed}
        AND NOT ${isFull} AND NOT ${isHeldByTemplate} AND NOT ${isHeldByGroup}
      ORDER BY coalesce(next.due_at, scheduled_at) LIMIT 50
    `.execute(tx),
  )
  const matched = await Promise.all(
    due.map((launch) =>
      fewAtOnce(async () => {
        const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(launch.workspace_id, work)
        try {
          // An audience of a million may be walked through for the last few of it.
          return await patiently(async () => {
            if (launch.most !== null && (await inWorkspace((tx) => waitsForOthers(tx, launch)))) return 0
            const known = await pages.next({ db }, launch, chunk)
            return inWorkspace((tx) => expandChunk(tx, launch, known, now))
          })
        } catch (error) {
          logger.error({ err: error, launch: launch.id }, "cannot expand a launch")
          if (troubleOf(error) !== "passing") await inWorkspace((tx) => pauseSource(tx, launch.id, true))
          return 0
        }
      }),
    ),
  )
  return matched.some((count) => count > 0)
}

/** Whether a launch has so many messages in the outbox that no more are brought in. */
const isFull = sql`EXISTS (SELECT FROM outbox WHERE source_id = sources.id AND state = 'due' OFFSET ${mostQueued - 1})`

interface DueLaunch {
  id: string
  workspace_id: string
  campaign_id: string
  audience: unknown
  /** When it began; of one by the clocks of contacts, when the slice did. */
  scheduled_at: Date
  after_contact: string | null
  /** People it sends to at most; null: to all. */
  most: MostRecipients | null
}

/** Nobody may be brought in until it is known what becomes of those who were. */
async function waitsForOthers(
  tx: Tx,
  { id, campaign_id: campaignId, most }: { id: string; campaign_id: string; most: MostRecipients | null },
): Promise<boolean> {
  if (most === null) return false
  const { room, isReached } = await roomInQuota(tx, { id, campaignId }, most)
  return room === 0 && !isReached
}

/**
 * Brings the next contacts of one launch into the outbox.
 * @param known who they are, where that was asked before
 * @returns how many there were; 0 when the audience is exhausted
 */
async function expandChunk(
  tx: Tx,
  { id: launchId, after_contact: knownAfter, scheduled_at: startedAt }: DueLaunch,
  known: { ids: string[]; isLast: boolean } | undefined,
  now: Date,
): Promise<number> {
  const launch = await tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .innerJoin("campaign_versions", (join) =>
      join
        .onRef("campaign_versions.campaign_id", "=", "launches.campaign_id")
        .onRef("campaign_versions.version", "=", "launches.version"),
    )
    .innerJoin("campaigns", "campaigns.id", "launches.campaign_id")
    .select([
      "campaigns.created_at as campaign_created_at",
      "launches.workspace_id",
      "sources.number_id",
      "audience",
      "resends",
      "parent_id",
      "after_contact",
      "expires_at",
      "launches.campaign_id",
      "campaign_versions.definition",
      "local_zone",
    ])
    .select(sql<string | null>`to_char(local_at, 'YYYY-MM-DD"T"HH24:MI')`.as("local_at"))
    .where("launches.id", "=", launchId)
    .where("filled_at", "is", null)
    .where("sources.state", "=", "active")
    .forNoKeyUpdate(["launches", "sources"])
    .skipLocked()
    .executeTakeFirst()
  // Another process may have brought them in meanwhile.
  if (!launch || (known && launch.after_contact !== knownAfter)) return 0
  const definition = readCampaignDefinition(launch.definition)
  const { most_recipients: most, re_eligibility } = definition.controls
  const again = re_eligibility ?? usualForLaunches
  const { campaign_id: campaignId } = launch
  if (most?.per === "campaign" || again.kind !== "always") await lockCampaign(tx, campaignId)
  const { room, isReached } = most
    ? await roomInQuota(tx, { id: launchId, campaignId }, most)
    : { room: chunk, isReached: false }
  if (isReached) await closeSource(tx, launchId, now)
  if (room === 0) return 0
  const limit = Math.min(chunk, room)
  const ids = known?.ids.slice(0, limit)
  const sourceIds = again.kind === "always" ? [] : await earlierSources(tx, campaignId, { but: launchId })
  const drawn = definition.control_share > 0 ? await drawnBefore(tx, campaignId, { but: launchId }) : {}
  // As of when it began, so that every chunk of it is of one audience.
  const audience = ids
    ? contactsAmong(ids, launch)
    : await launchAudience(tx, { workspaceId: launch.workspace_id, now: startedAt }, launch)
  const slice =
    launch.local_at === null
      ? null
      : {
          id: launchId,
          workspaceId: launch.workspace_id,
          sliceAt: startedAt,
          zone: launch.local_zone ?? "UTC",
        }
  if (slice && launch.local_at !== null) {
    if (!(await isOpenSlice(tx, slice))) return 0
    if (launch.after_contact === null) await completeSlices(tx, slice, launch.local_at, now)
  }
  const { matched, last } = await fillSource(
    tx,
    { id: launchId, workspaceId: launch.workspace_id, numberId: launch.number_id },
    {
      audience: slice ? sliceOf(slice, audience) : audience,
      after: launch.after_contact,
      limit,
      expiresAt: launch.expires_at ?? now,
      assignment: {
        seed: launch.campaign_id,
        weights: definition.variants.map(({ weight }) => weight),
        controlShare: definition.control_share,
        ...drawn,
      },
      shuffledBy: most ? launchId : undefined,
      earlier: earlierMessages(again, { sourceIds, createdAt: launch.campaign_created_at }, now),
      now,
    },
  )
  const bookmark = ids ? placeOf(ids.at(-1), most && launchId) : last
  if (bookmark !== null)
    await tx.updateTable("launches").set({ after_contact: bookmark }).where("id", "=", launchId).execute()
  const isLast = known && ids ? known.isLast && ids.length === known.ids.length : matched < limit
  if (isLast) {
    if (slice === null || (await endSlice(tx, slice, now))) await closeSource(tx, launchId, now)
    // There may be another slice.
    else return 1
  }
  return ids ? ids.length : matched
}

/** Each launch may reach everybody again. */
const usualForLaunches: ReEligibility = { kind: "always" }

const placeOf = (id: string | undefined, shuffledBy: string | null): string | null =>
  id === undefined || shuffledBy === null ? (id ?? null) : shuffledPlace(shuffledBy, id)
