/**
 * How often may be asked, after Braze's "Rate limits": windows that begin on the clock, for each workspace. Endpoints of one
 * name share one limit.
 */
const limits = {
  track: { requests: 3_000, windowMs: 3_000 },
  track_bulk: { requests: 50, windowMs: 1_000 },
  users: { requests: 20_000, windowMs: 60_000 },
  rename_external_ids: { requests: 1_000, windowMs: 60_000 },
  remove_external_ids: { requests: 1_000, windowMs: 60_000 },
  export_ids: { requests: 2_500, windowMs: 60_000 },
  set_status: { requests: 5_000, windowMs: 60_000 },
  broadcast: { requests: 250, windowMs: 60_000 },
  broadcast_of_audience: { requests: 10, windowMs: 60_000 },
  series: { requests: 50_000, windowMs: 60_000 },
  duplicate: { requests: 100, windowMs: 60_000 },
  names: { requests: 1_000, windowMs: 3_600_000 },
  send_ids: { requests: 100, windowMs: 86_400_000 },
  usual: { requests: 250_000, windowMs: 3_600_000 },
} as const

export type LimitName = keyof typeof limits

/** What a request is counted in; of one that is for an audience, also which one. */
export type Counted = LimitName | { broadcastTo: string }

export interface Standing {
  isOver: boolean
  limit: number
  remaining: number
  /** When the next window begins. */
  resetMs: number
}

/**
 * Counts the requests of each workspace in this process: with several that serve the API each lets as many through. What was
 * counted is forgotten as a window ends, so memory holds the workspaces that asked within one.
 */
export class RateLimits {
  readonly #windows = new Map<LimitName, { endsMs: number; asked: Map<string, number> }>()

  /**
   * A broadcast is counted in all of the workspace's and, where those are not too many, in those to its audience: the one of which less is left
   * is told.
   * @param nowMs of the machine, as a rate is physical; since 1970
   */
  count(workspaceId: string, counted: Counted, nowMs: number): Standing {
    if (typeof counted === "string") return this.#countIn(counted, workspaceId, nowMs)
    const all = this.#countIn("broadcast", workspaceId, nowMs)
    if (all.isOver) return all
    const same = this.#countIn("broadcast_of_audience", `${workspaceId} ${counted.broadcastTo}`, nowMs)
    return same.remaining < all.remaining || same.isOver ? same : all
  }

  #countIn(name: LimitName, who: string, nowMs: number): Standing {
    const { requests, windowMs } = limits[name]
    let window = this.#windows.get(name)
    if (!window || nowMs >= window.endsMs) {
      window = { endsMs: (Math.floor(nowMs / windowMs) + 1) * windowMs, asked: new Map() }
      this.#windows.set(name, window)
    }
    const asked = (window.asked.get(who) ?? 0) + 1
    window.asked.set(who, asked)
    return {
      isOver: asked > requests,
      limit: requests,
      remaining: Math.max(requests - asked, 0),
      resetMs: window.endsMs,
    }
  }
}
