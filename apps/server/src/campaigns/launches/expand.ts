import { readCampaignDefinition } from "@parley/model"
import pLimit from "p-limit"
import { closeSource, fillSource, pauseSource } from "../../messaging/index.ts"
import { patiently, sql, type Tx, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
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
      SELECT launches.id, launches.workspace_id, audience, coalesce(next.due_at, scheduled_at) AS scheduled_at, after_contact
      FROM launches JOIN sources ON sources.id = launches.id LEFT JOIN LATERAL ${nextSlice} AS next ON true
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
  audience: unknown
  /** When it began; of one by the clocks of contacts, when the slice did. */
  scheduled_at: Date
  after_contact: string | null
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
    .select([
      "launches.workspace_id",
      "sources.number_id",
      "audience",
      "resends",
      "parent_id",
      "after_contact",
      "expires_at",
      "launches.campaign_id",
      "definition",
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
  // As of when it began, so that every chunk of it is of one audience.
  const audience = known
    ? contactsAmong(known.ids, launch)
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
      limit: chunk,
      expiresAt: launch.expires_at ?? now,
      assignment: {
        seed: launch.campaign_id,
        weights: definition.variants.map(({ weight }) => weight),
        controlShare: definition.control_share,
      },
      now,
    },
  )
  const bookmark = known ? (known.ids.at(-1) ?? null) : last
  if (bookmark !== null)
    await tx.updateTable("launches").set({ after_contact: bookmark }).where("id", "=", launchId).execute()
  if (known ? known.isLast : matched < chunk) {
    if (slice === null || (await endSlice(tx, slice, now))) await closeSource(tx, launchId, now)
    // There may be another slice.
    else return 1
  }
  return known ? known.ids.length : matched
}
