import { onlineManager } from "@tanstack/react-query"
import { offline } from "../api/problem.ts"

/**
 * When the file of a page does not load, the router takes the server for a newer one, which has other files, and loads the
 * dashboard again. While the server cannot be reached that would leave the member with the browser's own page: then the page
 * says so, and is tried again when the server is back.
 */
export function handleLoadFailures(): void {
  window.addEventListener("vite:preloadError", ({ payload: failure }) => {
    const isThere = navigator.onLine && onlineManager.isOnline()
    // The router knows a newer server by how the message begins. What failed may be styles, whose failure is a plain Error.
    if (isThere) return
    Object.assign(failure, offline)
    const forget = onlineManager.subscribe((isReachable) => {
      if (!isReachable) return
      forget()
      loadMissingStyles()
    })
  })
}

/** A page that is tried again loads its scripts, but not its styles: they count as loaded once they were asked for. */
function loadMissingStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]"))
    if (link.sheet === null) link.replaceWith(link.cloneNode())
}
