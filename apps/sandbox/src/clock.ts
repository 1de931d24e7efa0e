/**
 * The sandbox's time. It runs with the machine's clock until someone moves, stops or hurries it, so that
 * windows of 24 hours, codes of 30 seconds and retries of 7 days can be seen within a test.
 */
import { z } from "zod"

export const clockStateSchema = z.object({
  anchor_real_ms: z.number(),
  anchor_virtual_ms: z.number(),
  speed: z.number().positive(),
  paused: z.boolean(),
})
export type ClockState = z.infer<typeof clockStateSchema>

/** What may be changed about the clock in one move; absent members stay as they are. */
export interface ClockMove {
  advanceMs?: number | undefined
  setMs?: number | undefined
  /** From the machine's clock. */
  offsetMs?: number | undefined
  paused?: boolean | undefined
  speed?: number | undefined
}

export class Clock {
  #state: ClockState
  readonly #realNowMs: () => number
  readonly #watchers: ((state: ClockState) => void)[] = []

  /** `realNowMs` reads the machine's clock in milliseconds; `state` is what an earlier run left. */
  constructor(realNowMs: () => number, state?: ClockState) {
    this.#realNowMs = realNowMs
    const real = realNowMs()
    this.#state = state ?? { anchor_real_ms: real, anchor_virtual_ms: real, speed: 1, paused: false }
  }

  /** The virtual instant, in whole milliseconds since 1970. */
  nowMs(): number {
    const { anchor_real_ms, anchor_virtual_ms, speed, paused } = this.#state
    if (paused) return Math.floor(anchor_virtual_ms)
    return Math.floor(anchor_virtual_ms + (this.#realNowMs() - anchor_real_ms) * speed)
  }

  /** How many real milliseconds pass until `dueMs`; Infinity while the clock stands. */
  realDelayMs(dueMs: number): number {
    if (this.#state.paused) return dueMs <= this.nowMs() ? 0 : Number.POSITIVE_INFINITY
    return Math.max(0, (dueMs - this.nowMs()) / this.#state.speed)
  }

  move(change: ClockMove): void {
    const real = this.#realNowMs()
    const now = change.setMs ?? (change.offsetMs === undefined ? this.nowMs() : real + change.offsetMs)
    this.#state = {
      anchor_real_ms: real,
      anchor_virtual_ms: now + (change.advanceMs ?? 0),
      speed: change.speed ?? this.#state.speed,
      paused: change.paused ?? this.#state.paused,
    }
    for (const watcher of this.#watchers) watcher(this.#state)
  }

  /** Calls `watcher` after every move, so that timers can be planned again. */
  onMove(watcher: (state: ClockState) => void): void {
    this.#watchers.push(watcher)
  }

  reading(): { now: string; offset_ms: number; speed: number; paused: boolean } {
    const now = this.nowMs()
    return {
      now: new Date(now).toISOString(),
      offset_ms: now - this.#realNowMs(),
      speed: this.#state.speed,
      paused: this.#state.paused,
    }
  }
}
