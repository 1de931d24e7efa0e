/** Keeps live segments: fills those that are new, and judges contacts when time alone may have changed something. */
import { setTimeout as sleep } from "node:timers/promises"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { RunningWork } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { startLeasedWork } from "../../platform/leased-work/index.ts"
import { Waker } from "../../platform/waker.ts"
import { judge } from "./judge.ts"
import { liveChannel, reviseLive } from "./live-segments.ts"
import { readLiveWorkspaces, type SegmentIndex, SegmentIndexes } from "./segment-index.ts"

type Needs = Pick<Platform, "db" | "clock" | "rooms">

/** How often it is asked what segments drive, and whether days begin at other times. */
const reviseMs = 5_000
/** How long nobody keeps them when the process that did has died. */
const takeOverMs = 5_000
/** So long it sleeps at most: the clock may be moved. */
const lookMs = 1_000
const mostDue = 500
/** Contacts times segments that one transaction judges while it fills, and contacts at most. */
const filledAtOnce = 20_000
const mostFilled = 2_000
/**
 * So often everybody is judged again for segments that ask for messages, of which it is not told that a campaign has another tag or
 * that they are kept no longer; and so long after events were deleted, as more go every minute.
 */
const againMs = 60 * 60_000
/** After the first time: a message that got on while the segment became live may have told nobody. */
const firstAgainMs = 60_000

/** Done by one process of the installation at a time. */
export function startKeepingLive(platform: Platform): RunningWork {
  const { logger, wakes } = platform
  return startLeasedWork(platform, {
    name: "keeper of live segments",
    pollMs: takeOverMs,
    due: async () => [{ id: "all" }],
    async run(_, signal) {
      const waker = new Waker()
      const wake = () => waker.wake()
      signal.addEventListener("abort", wake)
      const unheard = wakes.hear(liveChannel, wake)
      const keeper = new Keeper(platform)
      try {
        while (!signal.aborted) {
          const restMs = await keeper.round().catch(async (error) => {
            logger.warn({ err: error }, "cannot keep live segments; retrying")
            return lookMs
          })
          if (restMs > 0 && !signal.aborted) await waker.sleep(restMs)
          else await sleep(0)
        }
      } finally {
        unheard()
      }
    },
  })
}

export class Keeper {
  readonly #platform: Needs
  readonly #indexes: SegmentIndexes
  #revisedMs = Number.NEGATIVE_INFINITY

  constructor(platform: Needs) {
    this.#platform = platform
    this.#indexes = new SegmentIndexes(platform.rooms)
  }

  /** Does what is to be done next. @returns how long there is nothing to do, as far as it is known */
  async round(): Promise<number> {
    const { db, rooms } = this.#platform
    if (performance.now() - this.#revisedMs >= reviseMs) {
      await db.system((tx) => reviseLive(tx, rooms))
      this.#revisedMs = performance.now()
    }
    const workspaces = await db.system(readLiveWorkspaces)
    this.#indexes.keepOnly(workspaces)
    if (workspaces.length === 0) return lookMs
    if (await this.#judgeDue()) return 0
    if (await this.#fillSome()) return 0
    return this.#untilDueMs()
  }

  async #indexesOf(tx: Tx, workspaceIds: readonly string[], now: Date): Promise<Map<string, SegmentIndex>> {
    const known = new Map<string, SegmentIndex>()
    for (const workspace of await readLiveWorkspaces(tx)) {
      if (workspaceIds.includes(workspace.workspaceId))
        known.set(workspace.workspaceId, await this.#indexes.of(tx, workspace, now))
    }
    return known
  }

  async #judgeDue(): Promise<boolean> {
    const { db, clock } = this.#platform
    return db.system(async (tx) => {
      const now = clock.now()
      const { rows: due } = await sql<{ contactId: string; workspaceId: string }>`
        SELECT contact_id AS "contactId", workspace_id AS "workspaceId" FROM live_memberships
        WHERE due_at <= ${now} ORDER BY due_at LIMIT ${mostDue}`.execute(tx)
      if (due.length === 0) return false
      const workspaceIds = [...new Set(due.map(({ workspaceId }) => workspaceId))]
      const indexes = await this.#indexesOf(tx, workspaceIds, now)
      await judge(
        tx,
        now,
        indexes,
        due.map((each) => ({ ...each, segments: [] })),
      )
      await forgetOrphans(
        tx,
        due.map(({ contactId }) => contactId),
        [...indexes.keys()],
        now,
      )
      return true
    })
  }

  /** The next contacts of a workspace, for all of its segments that are to be filled. */
  async #fillSome(): Promise<boolean> {
    const { db, clock } = this.#platform
    return db.system(async (tx) => {
      const now = clock.now()
      const { rows } = await sql<{ workspaceId: string; after: string | null; numbers: number[] }>`
        SELECT workspace_id AS "workspaceId", array_agg(id ORDER BY id) AS numbers,
          CASE WHEN bool_or(filled_to IS NULL) THEN NULL ELSE min(filled_to::text) END AS after
        FROM live_segments WHERE filled_at IS NULL OR fill_again_at <= ${now} GROUP BY workspace_id
        ORDER BY workspace_id LIMIT 1`.execute(tx)
      const [next] = rows
      if (next === undefined) return false
      const { workspaceId, after, numbers } = next
      const indexes = await this.#indexesOf(tx, [workspaceId], now)
      const index = indexes.get(workspaceId)
      const segments = index?.segments.filter(({ number }) => numbers.includes(number)) ?? []
      const limit = Math.max(1, Math.min(mostFilled, Math.floor(filledAtOnce / Math.max(1, segments.length))))
      const { rows: contacts } = await sql<{ id: string }>`
        SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND ${after === null ? sql`true` : sql`id > ${after}`}
        ORDER BY id LIMIT ${limit}`.execute(tx)
      await judge(
        tx,
        now,
        indexes,
        contacts.map(({ id: contactId }) => ({ workspaceId, contactId, segments })),
      )
      const last = contacts.at(-1)?.id
      // What is deleted from here on, those who were judged before may have been judged by.
      const lost = after === null ? sql`false` : sql`has_lost_events`
      if (contacts.length === limit && last !== undefined)
        await sql`UPDATE live_segments SET filled_to = ${last}, has_lost_events = ${lost}
          WHERE id = ANY(${numbers}::integer[])`.execute(tx)
      else {
        const afterNow = (ms: number) => new Date(now.getTime() + ms)
        await sql`
          UPDATE live_segments SET filled_to = NULL, filled_at = coalesce(filled_at, ${now}), has_lost_events = false,
            fill_again_at = CASE WHEN message_stages <> '{}' OR ${lost} THEN
              CASE WHEN filled_at IS NULL THEN ${afterNow(firstAgainMs)}::timestamptz ELSE ${afterNow(againMs)}::timestamptz END END
          WHERE id = ANY(${numbers}::integer[])`.execute(tx)
      }
      return true
    })
  }

  async #untilDueMs(): Promise<number> {
    const { db, clock } = this.#platform
    const { rows } = await db.system((tx) =>
      sql<{
        at: Date | null
      }>`SELECT min(due_at) AS at FROM live_memberships WHERE due_at IS NOT NULL`.execute(tx),
    )
    const at = rows[0]?.at
    if (at === null || at === undefined) return lookMs
    return Math.min(lookMs, Math.max(1, at.getTime() - clock.now().getTime()))
  }
}

/** Events are kept no longer: those who were judged by them are judged again. */
export async function judgeWithoutLostEvents(tx: Tx, now: Date): Promise<void> {
  await sql`
    UPDATE live_segments SET has_lost_events = true,
      fill_again_at = coalesce(fill_again_at, ${new Date(now.getTime() + againMs)})
    WHERE reads_events AND NOT has_lost_events`.execute(tx)
}

/** Of contacts who are gone, and of workspaces without live segments: nothing is judged for them, and they would be due forever. */
const forgetOrphans = (tx: Tx, contactIds: readonly string[], workspaceIds: readonly string[], now: Date) =>
  sql`DELETE FROM live_memberships AS m WHERE m.contact_id = ANY(${contactIds}::uuid[]) AND m.due_at <= ${now}
    AND (m.workspace_id <> ALL(${workspaceIds}::uuid[]) OR NOT EXISTS (
      SELECT FROM contacts AS c WHERE c.workspace_id = m.workspace_id AND c.id = m.contact_id))`.execute(tx)
