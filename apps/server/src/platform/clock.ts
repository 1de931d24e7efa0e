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
/** What an answer may be off without being believed: else time would go back or forth a little each second. */
const sameWithinMs = 250
/** How long this clock can run on before it hears that the other one has stopped: a poll, an answer, and some load. */
const ranOnMs = 10_000

/**
 * Follows another clock: asks `url` every second for `{now}` and keeps the difference, so that reading it costs
 * nothing. While the other clock cannot be reached the last difference holds.
 *
 * When the other clock stops, this one stops where it is as it hears of that, and goes on once the other is as far. Were it set
 * back each second, what was planned for its last moment would never be due. Only a step back of more than ten seconds is taken.
 * @param beforeMove is called with the time that it will be, before it is; the move waits for it and, when it fails, is
 * tried again a second later
 * @throws when the first answer cannot be had: a server must not start on the wrong time
 */
export async function followClock(
  url: string,
  beforeMove: (now: Date) => Promise<void> = async () => undefined,
): Promise<Clock & { stop(): void }> {
  let aheadMs = 0
  let stoppedAtMs: number | undefined
  let isFollowing = false
  const nowMs = () => stoppedAtMs ?? Date.now() + aheadMs
  const follow = async () => {
    const askedMs = nowMs()
    const { text } = await askShortly(url, timeoutMs)
    const told = answer.parse(JSON.parse(text)).now
    // The other clock was read at some moment between question and answer, on a busy machine seconds apart.
    const behindMs = askedMs - told.getTime()
    const aheadOfNowMs = told.getTime() - nowMs()
    if (stoppedAtMs === undefined && behindMs <= sameWithinMs && aheadOfNowMs <= sameWithinMs) return
    if (isFollowing && behindMs > 0 && behindMs <= ranOnMs) {
      stoppedAtMs = nowMs()
      aheadMs = stoppedAtMs - Date.now()
      return
    }
    const toldAheadMs = told.getTime() - Date.now()
    await beforeMove(told)
    aheadMs = Math.abs(toldAheadMs) <= sameWithinMs ? 0 : toldAheadMs
    stoppedAtMs = undefined
  }
  await follow()
  isFollowing = true
  const timer = setInterval(() => void follow().catch(() => undefined), pollMs)
  timer.unref()
  return { now: () => new Date(nowMs()), aheadMs: () => aheadMs, stop: () => clearInterval(timer) }
}
