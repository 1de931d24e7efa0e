/**
 * What was to go while the system was down asks first, where that is more than an hour ago: people are not to be woken by what was
 * meant for the morning. A worker notices in time what becomes due while it is there; what nobody noticed waits for a decision.
 */
import type { z } from "zod"
import { cancelSource, closeSource } from "../../messaging/index.ts"
import { type Database, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { launchesChannel } from "../launches/launches-channel.ts"
import type { launchHold } from "../launches/template-hold.ts"
import { hasOpenSlices } from "./slices.ts"

/** What is so late goes without asking. */
export const lateMs = 60 * 60_000
/** A worker that was away for longer than this may have missed something. */
const awayMs = 5 * 60_000

const latest = (now: Date): Date => new Date(now.getTime() - lateMs)

/** When a worker last looked for what is due. By the machine's time: a clock that is moved is no time that was missed. */
export class Presence {
  #lookedMs = Number.NEGATIVE_INFINITY

  /** Whether nothing can have become due unnoticed since the last look; it looks now. */
  look(): boolean {
    const wasAway = Date.now() - this.#lookedMs > awayMs
    this.#lookedMs = Date.now()
    return !wasAway
  }

  /** The look came to nothing. */
  missed(): void {
    this.#lookedMs = Number.NEGATIVE_INFINITY
  }
}

/** Notices launches and slices whose time has come; those of more than an hour ago only where the worker was there all the time. */
export async function noticeDue(db: Database, now: Date, wasThere: boolean): Promise<void> {
  const since = wasThere ? sql`'-infinity'::timestamptz` : sql`${latest(now)}::timestamptz`
  await db.system((tx) =>
    sql`
      WITH slices AS (
        UPDATE launch_slices SET noticed_at = ${now}
        WHERE noticed_at IS NULL AND ended_at IS NULL AND due_at <= ${now} AND due_at > ${since}
      )
      UPDATE launches SET noticed_at = ${now}
      WHERE noticed_at IS NULL AND local_at IS NULL AND scheduled_at <= ${now} AND scheduled_at > ${since}`.execute(
      tx,
    ),
  )
}

/** Whether `launches`, or its slice `next`, was noticed in time. */
export const isNoticed = sql<boolean>`CASE WHEN local_at IS NULL THEN launches.noticed_at ELSE next.noticed_at END IS NOT NULL`

/** Since when a launch waits for a decision; null where it does not. */
async function lateSince(tx: Tx, launchId: string, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    SELECT CASE WHEN local_at IS NULL
      THEN CASE WHEN noticed_at IS NULL AND scheduled_at <= ${latest(now)} THEN scheduled_at END
      ELSE (SELECT min(due_at) FROM launch_slices
        WHERE launch_id = launches.id AND noticed_at IS NULL AND ended_at IS NULL AND due_at <= ${latest(now)}) END AS since
    FROM launches WHERE id = ${launchId}`.execute(tx)
  return rows[0]?.since ?? null
}

/** That a launch is late, and what to do; null when it is not. */
export async function readLateHold(
  tx: Tx,
  launchId: string,
  now: Date,
): Promise<z.output<typeof launchHold> | null> {
  const since = await lateSince(tx, launchId, now)
  if (since === null) return null
  return {
    code: "late",
    title: "The system was down when it was to be sent, which is more than an hour ago.",
    advice: "Send it now, or skip what is late.",
    until: null,
    template: null,
  }
}

/**
 * Sends what is late after all, or leaves it out: of a launch by the clocks of contacts those whose time has passed, otherwise all of it.
 * @throws Problem not_found; conflict where nothing is late
 */
export async function decideLate(
  tx: Tx,
  launchId: string,
  choice: "send" | "skip",
  now: Date,
): Promise<void> {
  const launch = found(
    await tx
      .selectFrom("launches")
      .select(["id", "local_at"])
      .where("id", "=", launchId)
      .forUpdate()
      .executeTakeFirst(),
    "launch",
  )
  if ((await lateSince(tx, launchId, now)) === null) {
    throw new Problem("conflict", "Nothing of the launch is late.", {
      help: "It goes on by itself. Where it waits, its `hold` says for what.",
    })
  }
  await tx.updateTable("launches").set({ late_choice: choice }).where("id", "=", launchId).execute()
  if (launch.local_at === null) {
    if (choice === "skip") await cancelSource(tx, launchId, now)
    else await tx.updateTable("launches").set({ noticed_at: now }).where("id", "=", launchId).execute()
  } else {
    const skips = choice === "skip"
    await sql`
      UPDATE launch_slices SET noticed_at = ${now}, is_skipped = ${skips}, ended_at = CASE WHEN ${skips} THEN ${now}::timestamptz END
      WHERE launch_id = ${launchId} AND noticed_at IS NULL AND ended_at IS NULL AND due_at <= ${latest(now)}`.execute(
      tx,
    )
    if (skips && !(await hasOpenSlices(tx, launchId))) await closeSource(tx, launchId, now)
  }
  wakeAfterCommit(launchesChannel, "")
}
