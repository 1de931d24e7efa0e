/** How old what a post relies on may be: consent, deletion, address, pause and cancel of that time are missed at most. */
const longestMs = 1_000

/** An instant by both clocks. One of them shows that the process stood still, or that the machine did. */
export interface Instant {
  /** Monotonic. It runs on while a process is stopped, and may not while a machine sleeps. */
  monotonicMs: number
  wall: Date
}

/** Whether what was read at `since` may still be relied on. A clock that was set back tells nothing, so that it may not. */
export function isFresh(since: Instant, now: Instant): boolean {
  const ages = [now.monotonicMs - since.monotonicMs, Math.abs(now.wall.getTime() - since.wall.getTime())]
  return ages.every((ageMs) => ageMs <= longestMs)
}
