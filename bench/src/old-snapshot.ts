import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { v7 } from "uuid"
import { Floors } from "../../apps/server/src/messaging/lane/floors.ts"
import { claimDue, type Floor } from "../../apps/server/src/messaging/outbox/claim.ts"
import { settle } from "../../apps/server/src/messaging/outbox/settle.ts"
import { classes, createSource } from "../../apps/server/src/messaging/sources/sources.ts"
import { systemClock } from "../../apps/server/src/platform/clock.ts"
import {
  Database,
  migrate,
  preparePartitions,
  sql,
  startEmbeddedPostgres,
} from "../../apps/server/src/platform/database/index.ts"
import { randomHex, secretBox } from "../../apps/server/src/platform/secrets.ts"
import { seedNumber, seedSubscribers } from "../../apps/server/src/testing/seed.ts"
import { createWorkspace } from "../../apps/server/src/workspaces/index.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const rowsInAll = 200_000
const batch = 500
const ratePerSecond = 1_000
/** As a launch brings them in. */
const chunk = 10_000
/** Claims that the first and the last part of a run are told by. */
const part = 40
const start = new Date("2026-11-22T12:00:00Z")

/**
 * 200,000 messages pass through the outbox while a transaction stays open, as of a backup: nothing that was deleted can be
 * cleaned up. What a claim takes at the end is compared with the beginning, with the floors that lanes keep and without.
 */
export async function benchOldSnapshot(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "parley-snapshot-"))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({ folder })
  try {
    const figures: Figure[] = []
    for (const hasFloors of [true, false]) {
      const { first, last } = await passThrough(databaseOf(postgres.url, String(hasFloors)), hasFloors)
      const how = hasFloors ? "with floors" : "without"
      figures.push(
        { name: `a claim of ${batch}, first, ${how}`, value: first, unit: "ms" },
        { name: `a claim of ${batch}, last, ${how}`, value: last, unit: "ms" },
        {
          name: `last ÷ first, ${how}`,
          value: last / first,
          unit: "×",
          ...(hasFloors && { bound: { atMost: 2 } }),
        },
      )
    }
    return await report("old-snapshot", figures)
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function databaseOf(url: string, name: string): string {
  const database = new URL(url)
  database.pathname = `/snapshot_${name}`
  return database.href
}

/** @returns medians in milliseconds, of the first and of the last claims */
async function passThrough(url: string, hasFloors: boolean): Promise<{ first: number; last: number }> {
  await migrate(url)
  await preparePartitions(url, new Date())
  const db = new Database(url, { connections: 2, onConnectionLost: () => undefined })
  const reader = new pg.Client({ connectionString: url })
  await reader.connect()
  try {
    const workspaceId = await db.system(async (tx) => (await createWorkspace(tx, "Bench", start)).id)
    const place = { db, clock: systemClock, secrets: secretBox(randomHex(32)), workspaceId }
    const { numberId, groupId, contentId } = await seedNumber(place)
    await seedSubscribers(place, groupId, chunk)
    const sourceId = await db.workspace(workspaceId, (tx) =>
      createSource(tx, {
        workspaceId,
        numberId,
        kind: "launch",
        class: classes.marketing,
        contentIds: [contentId],
        now: start,
      }),
    )
    await reader.query("VACUUM ANALYZE")
    await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT")
    const floors = new Floors()
    const times: number[] = []
    for (let done = 0; done < rowsInAll; done += batch) {
      const now = new Date(start.getTime() + (done / ratePerSecond) * 1000)
      if (done % chunk === 0)
        await db.workspace(workspaceId, (tx) =>
          sql`
            INSERT INTO outbox (workspace_id, number_id, source_id, contact_id, send_after, expires_at)
            SELECT ${workspaceId}::uuid, ${numberId}::uuid, ${sourceId}::uuid, id, ${now}::timestamptz, ${now}::timestamptz + interval '3 days'
            FROM contacts LIMIT ${chunk}`.execute(tx),
        )
      const kept: readonly Floor[] = hasFloors ? floors.next(now.getTime()) : []
      const claim = v7()
      const request = { numberId, claim, now, limit: batch, upToClass: classes.marketing, floors: kept }
      const beganMs = performance.now()
      const claimed = await db.hotWorkspace(workspaceId, (tx) => claimDue(tx, request))
      times.push(performance.now() - beganMs)
      if (claimed.length !== batch)
        throw new Error(`${claimed.length} of ${batch} were claimed after ${done}`)
      floors.claimed(claimed)
      const outcomes = claimed.map(({ id, content_id }) => ({
        id,
        claim,
        contentId: content_id,
        status: "accepted" as const,
        reason: null,
        detail: null,
        wamid: `wamid.${id}`,
      }))
      await db.hotWorkspace(workspaceId, (tx) => settle(tx, outcomes, now))
    }
    return { first: median(times.slice(0, part)), last: median(times.slice(-part)) }
  } finally {
    await reader.end()
    await db.close()
  }
}
