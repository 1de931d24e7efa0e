import { useSyncExternalStore } from "react"

/** On every answer: the server's time, by which its records are dated. */
export const timeHeader = "parley-time"

/** Often enough for minutes; a new answer counts at once. */
const tickMs = 15_000
/** What an answer takes on its way makes the server look as late. */
const lateMs = 2_000
const visibleMs = 1_000

let aheadMs = 0
let shownMs = Date.now()
const watchers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

/**
 * Takes note of the time that the server tells, by its own clock. What was on its way shortest is right; later tellings change
 * nothing, unless they say that the clock was moved.
 */
export function hearServerTime(told: string): void {
  const toldAheadMs = Date.parse(told) - Date.now()
  if (Number.isNaN(toldAheadMs)) return
  if (toldAheadMs > aheadMs || toldAheadMs < aheadMs - lateMs) aheadMs = toldAheadMs
  // Something that just happened must not lie ahead of what is now.
  if (Math.abs(serverMs() - shownMs) > visibleMs) tick()
}

/** Now, by the server's clock: in sandbox mode that can be days from the browser's. */
export const serverNow = (): Date => new Date(serverMs())

/** Now, by the server's clock, for what is on the screen: rendered again as time goes on. */
export function useServerNow(): Date {
  return new Date(useSyncExternalStore(watch, () => shownMs))
}

const serverMs = () => Date.now() + aheadMs

function tick(): void {
  shownMs = serverMs()
  for (const tell of watchers) tell()
}

function watch(tell: () => void): () => void {
  watchers.add(tell)
  if (ticking === undefined) {
    ticking = setInterval(tick, tickMs)
    shownMs = serverMs()
  }
  return () => {
    watchers.delete(tell)
    if (watchers.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}
