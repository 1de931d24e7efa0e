import { onlineManager } from "@tanstack/react-query"

/**
 * When the file of a page does not load, the router takes the server for a newer one, which has other files, and loads the
 * dashboard again. While the server cannot be reached that would leave the member with the browser's own page: then the page
 * says so, and is tried again when the server is back.
 */
export function handleLoadFailures(): void {
  window.addEventListener("vite:preloadError", ({ payload: failure }) => {
    const isThere = navigator.onLine && onlineManager.isOnline()
    // The router knows such a failure by how its message begins.
    if (!isThere) failure.message = `A page did not load: ${failure.message}`
  })
}
