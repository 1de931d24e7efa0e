import { useLayoutEffect, useSyncExternalStore } from "react"
import { Notices } from "../../look/notices.tsx"
import classes from "../frame.module.css"
import { ConnectionBanner } from "./connection-banner.tsx"

let places = 0
const listeners = new Set<() => void>()

function count(more: number): void {
  places += more
  for (const tell of listeners) tell()
}

/** Says that the page has a place for banners of its own. */
export function useOwnNotices(): void {
  useLayoutEffect(() => {
    count(1)
    return () => count(-1)
  }, [])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The place for banners where the frame is not: on the pages open to anyone, and until there is a page. */
export function LoneNotices() {
  const isAlone = useSyncExternalStore(subscribe, () => places === 0)
  return isAlone ? (
    <Notices className={classes.loneBanners}>
      <ConnectionBanner />
    </Notices>
  ) : null
}
