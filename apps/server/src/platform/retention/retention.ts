/** How long an installation keeps what: set by its operator, and for good where nobody said. */
import { patiently, sql, type Tx } from "../database/index.ts"
import type { Kept, Platform } from "../define-room.ts"
import { Problem } from "../errors.ts"

const dayMs = 24 * 60 * 60_000

/** What deleting would free. */
export interface Freed {
  rows: number
  /** Of tables and indexes, as PostgreSQL keeps them: what is deleted in part is used again rather than given back. And of files. */
  bytes: number
}

export interface Retention {
  what: string
  description: string
  /** null: for good. */
  days: number | null
  at_least_days: number
}

/** Everything that can be kept for a time, in the order of the rooms. */
const everyKept = (platform: Platform): Kept[] =>
  platform.rooms.flatMap((room) => room.keeps?.(platform) ?? [])

export async function listRetention(platform: Platform): Promise<Retention[]> {
  const set = await platform.db.system((tx) => tx.selectFrom("retention").select(["what", "days"]).execute())
  const days = new Map(set.map((row) => [row.what, row.days]))
  return everyKept(platform).map(({ what, description, atLeastDays }) => ({
    what,
    description,
    days: days.get(what) ?? null,
    at_least_days: atLeastDays,
  }))
}

/** @throws Problem not_found; invalid_request for fewer days than something is needed */
function requireKept(platform: Platform, what: string, days: number | null): Kept {
  const kept = everyKept(platform).find((each) => each.what === what)
  if (!kept)
    throw new Problem("not_found", `Nothing is kept under the name ${what}.`, {
      help: `There are: ${everyKept(platform)
        .map((each) => each.what)
        .join(", ")}.`,
    })
  if (days !== null && days < kept.atLeastDays)
    throw new Problem("invalid_request", `${what} are needed for ${kept.atLeastDays} days.`, {
      field: "days",
      help: `Give ${kept.atLeastDays} days or more.`,
    })
  return kept
}

/** What would go if this were kept for so many days. @throws Problem as setting it does */
export function previewRetention(platform: Platform, what: string, days: number): Promise<Freed> {
  const kept = requireKept(platform, what, days)
  const before = new Date(platform.clock.now().getTime() - days * dayMs)
  return patiently(() => platform.db.system((tx) => kept.measure(tx, before)))
}

/** @param days null: for good @throws Problem not_found; invalid_request */
export async function setRetention(platform: Platform, what: string, days: number | null): Promise<void> {
  requireKept(platform, what, days)
  await platform.db.system(async (tx) => {
    if (days === null) await tx.deleteFrom("retention").where("what", "=", what).execute()
    else
      await tx
        .insertInto("retention")
        .values({ what, days })
        .onConflict((conflict) => conflict.column("what").doUpdateSet({ days }))
        .execute()
  })
}

/** Of each minute: sending and webhooks have the disk and the locks for the rest, and a stop waits no longer. */
const workMs = 4_000

/** Deletes what is kept no longer, batch by batch, for some seconds. @returns whether everything is gone that is to go */
export async function deleteExpired(platform: Platform): Promise<boolean> {
  const untilMs = performance.now() + workMs
  const settings = await platform.db.system((tx) => tx.selectFrom("retention").selectAll().execute())
  for (const kept of everyKept(platform)) {
    const setting = settings.find(({ what }) => what === kept.what)
    if (!setting) continue
    const before = new Date(platform.clock.now().getTime() - setting.days * dayMs)
    const range = { after: setting.done_until, before }
    while (await kept.deleteSome(range)) if (performance.now() > untilMs) return false
    await platform.db.system((tx) => noteDone(tx, kept.what, before))
  }
  return true
}

async function noteDone(tx: Tx, what: string, before: Date): Promise<void> {
  await sql`UPDATE retention SET done_until = greatest(done_until, ${before}) WHERE what = ${what}`.execute(
    tx,
  )
}
