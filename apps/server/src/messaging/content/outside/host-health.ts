/** Hosts that are too slow or overloaded are left alone for a minute, as Braze does it. */

const windowMs = 60_000
const pauseMs = 60_000
/** Fewer requests than that say nothing about a host. */
const fewest = 20
const mostHosts = 1_000
const unhealthy = new Set([408, 429, 502, 503, 504, 529])

interface Health {
  sinceMs: number
  asked: number
  unhealthy: number
  pausedUntilMs: number
}

export class HostHealth {
  readonly #hosts = new Map<string, Health>()

  isPaused(host: string, nowMs: number): boolean {
    const health = this.#hosts.get(host)
    // A clock that was set back pauses nobody.
    return health !== undefined && nowMs < health.pausedUntilMs && health.pausedUntilMs - nowMs <= pauseMs
  }

  /** @param status null: no answer */
  learn(host: string, status: number | null, nowMs: number): void {
    const known = this.#hosts.get(host)
    const isOver = known === undefined || Math.abs(nowMs - known.sinceMs) >= windowMs
    const health = isOver ? { sinceMs: nowMs, asked: 0, unhealthy: 0, pausedUntilMs: 0 } : known
    health.asked += 1
    if (status === null || unhealthy.has(status)) health.unhealthy += 1
    if (health.asked >= fewest && health.unhealthy * 2 > health.asked) {
      health.pausedUntilMs = nowMs + pauseMs
      health.asked = 0
      health.unhealthy = 0
    }
    this.#hosts.delete(host)
    this.#hosts.set(host, health)
    const [oldest] = this.#hosts.keys()
    if (this.#hosts.size > mostHosts && oldest !== undefined) this.#hosts.delete(oldest)
  }
}
