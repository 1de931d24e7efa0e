/** Whether the session of the member whose pages are open has ended. The pages stay until the member is signed in again. */
import { useSyncExternalStore } from "react"

let isOver = false
const listeners = new Set<() => void>()

function set(value: boolean): void {
  if (value === isOver) return
  isOver = value
  for (const tell of listeners) tell()
}

export const noteSessionEnd = (): void => set(true)
export const noteSessionStart = (): void => set(false)
export const isSessionOver = (): boolean => isOver

let isLeft = false

/** The member has signed out: what is on the screen goes with the page, which is neither kept nor asked about. */
export const noteSignOut = (): void => {
  isLeft = true
}
export const isSignedOut = (): boolean => isLeft

export function useIsSessionOver(): boolean {
  return useSyncExternalStore(subscribe, isSessionOver)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
