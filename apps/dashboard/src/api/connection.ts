/** Whether the server can be reached. While it cannot, queries wait instead of failing, and the page says so. */
import { onlineManager } from "@tanstack/react-query"
import { useSyncExternalStore } from "react"
import { isNoAnswer, whenUnanswered } from "./connection-problem.ts"

/** After an attempt without an answer, the next ones; the last pause repeats. */
const pausesMs = [1_000, 2_000, 5_000, 10_000]
/** A server that has said nothing for so long is not there. */
const patienceMs = 10_000

let isWatching = false
let lookNow: (() => void) | undefined

/** Follows how requests fare, and what the browser knows of its network. Call it once. */
export function watchConnection(): void {
  whenUnanswered(suspectConnection)
  onlineManager.setEventListener(() => {
    window.addEventListener("offline", suspectConnection)
    window.addEventListener("online", tryConnection)
    return () => {
      window.removeEventListener("offline", suspectConnection)
      window.removeEventListener("online", tryConnection)
    }
  })
}

/** Looks whether the server is there and, if it is not, until it is. Call it when something got no answer. */
export function suspectConnection(): void {
  if (!isWatching) void lookUntilReachable()
}

/** Looks now, rather than after the pause that is under way. */
export function tryConnection(): void {
  if (lookNow) lookNow()
  else suspectConnection()
}

export function useIsReachable(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
}

/** Asks the server what it tells anyone, for which it asks its database. */
async function isReachable(): Promise<boolean> {
  try {
    const { status } = await fetch("/v1/setup", {
      cache: "no-store",
      signal: AbortSignal.timeout(patienceMs),
    })
    return !isNoAnswer(status)
  } catch {
    return false
  }
}

async function lookUntilReachable(): Promise<void> {
  isWatching = true
  for (let attempt = 0; !(await isReachable()); attempt++) {
    onlineManager.setOnline(false)
    await pause(pausesMs[Math.min(attempt, pausesMs.length - 1)])
  }
  isWatching = false
  onlineManager.setOnline(true)
}

async function pause(ms: number | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  lookNow = resolve
  await promise
  lookNow = undefined
  clearTimeout(timer)
}
