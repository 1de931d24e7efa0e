import { z } from "zod"
import { askShortly } from "./fetch-short-text.ts"

/** The time of the domain. Everything that compares, schedules or stamps asks it, so that it can be moved. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved; for tests. */
export function steppedClock(start: Date): Clock & { advance(ms: number): void } {
  let current = start.getTime()
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms
    },
  }
}

const answer = z.object({ now: z.coerce.date() })
const pollMs = 1_000
const timeoutMs = 5_000

/**
 * Follows another clock: asks `url` every second for `{now}` and keeps the difference, so that reading it costs
 * nothing. While the other clock cannot be reached the last difference holds.
 * @throws when the first answer cannot be had: a server must not start on the wrong time
 */
export async function followClock(url: string): Promise<Clock & { stop(): void }> {
  let offsetMs = 0
  const ask = async () => {
    const { text } = await askShortly(url, timeoutMs)
    offsetMs = answer.parse(JSON.parse(text)).now.getTime() - Date.now()
  }
  await ask()
  const timer = setInterval(() => void ask().catch(() => undefined), pollMs)
  timer.unref()
  return { now: () => new Date(Date.now() + offsetMs), stop: () => clearInterval(timer) }
}
