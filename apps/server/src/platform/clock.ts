import { z } from "zod"
import { askShortly } from "./fetch-short-text.ts"

/**
 * The time of the domain. Everything that compares, schedules or stamps asks it, so that it can be moved; the database makes
 * its ids and times by it as well (`platform_now()`, `new_id()`). Waits, leases, sessions and one-time codes run on the
 * machine's own time: `one-clock.test.ts` lists them.
 */
export interface Clock {
  now(): Date
  /** By how many whole milliseconds it is ahead of the machine's; the same from one move to the next. */
  aheadMs(): number
}

export const systemClock: Clock = { now: () => new Date(), aheadMs: () => 0 }

/** The machine's clock, moved on by `aheadMs`. */
export const shiftedClock = (aheadMs: () => number): Clock => ({
  now: () => new Date(Date.now() + aheadMs()),
  aheadMs,
})

/**
 * A clock that stands still until it is moved; for tests. What the database makes by it follows the machine from there, so
 * that ids of one moment keep their order.
 */
export function steppedClock(start: Date): Clock & { advance(ms: number): void } {
  const startedMs = Date.now()
  let current = start.getTime()
  return {
    now: () => new Date(current),
    aheadMs: () => current - startedMs,
    advance: (ms) => {
      current += ms
    },
  }
}

const answer = z.object({ now: z.coerce.date() })
const pollMs = 1_000
const timeoutMs = 5_000
/** An answer takes some milliseconds, now more and now fewer: were each believed, time would go back a little each second. */
const sameWithinMs = 250

/**
 * Follows another clock: asks `url` every second for `{now}` and keeps the difference, so that reading it costs
 * nothing. While the other clock cannot be reached the last difference holds.
 * @param beforeMove is called with the time that it will be, before it is; the move waits for it and, when it fails, is
 * tried again a second later
 * @throws when the first answer cannot be had: a server must not start on the wrong time
 */
export async function followClock(
  url: string,
  beforeMove: (now: Date) => Promise<void> = async () => undefined,
): Promise<Clock & { stop(): void }> {
  let aheadMs = 0
  const ask = async () => {
    const { text } = await askShortly(url, timeoutMs)
    const told = answer.parse(JSON.parse(text)).now
    const toldAheadMs = told.getTime() - Date.now()
    if (Math.abs(toldAheadMs - aheadMs) <= sameWithinMs) return
    await beforeMove(told)
    aheadMs = Math.abs(toldAheadMs) <= sameWithinMs ? 0 : toldAheadMs
  }
  await ask()
  const timer = setInterval(() => void ask().catch(() => undefined), pollMs)
  timer.unref()
  return { ...shiftedClock(() => aheadMs), stop: () => clearInterval(timer) }
}
