import { request } from "undici"
import { z } from "zod"

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

/**
 * Follows another clock: asks `url` every second for `{now}` and keeps the difference, so that reading it costs
 * nothing. While the other clock cannot be reached the last difference holds.
 * @throws when the first answer cannot be had: a server must not begin on the wrong time
 */
export async function followClock(url: string): Promise<Clock & { stop(): void }> {
  let offsetMs = 0
  const ask = async () => {
    const response = await request(url, { headersTimeout: 5_000 })
    offsetMs = answer.parse(await response.body.json()).now.getTime() - Date.now()
  }
  await ask()
  const timer = setInterval(() => void ask().catch(() => undefined), pollMs)
  timer.unref()
  return { now: () => new Date(Date.now() + offsetMs), stop: () => clearInterval(timer) }
}
