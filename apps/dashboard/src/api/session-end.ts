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

export function useIsSessionOver(): boolean {
  return useSyncExternalStore(subscribe, isSessionOver)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
