import type { QueryClient } from "@tanstack/react-query"

/** Where to go once signed in: a page of this dashboard, never an address of somebody else's. */
export function pageAfter(to: string | undefined): string {
  return to?.startsWith("/") && !to.startsWith("//") && !to.startsWith("/\\") ? to : "/"
}

/** Opens the page with nothing left of whoever was signed in before. */
export function enter(queries: QueryClient, to: string | undefined): void {
  queries.clear()
  window.location.assign(pageAfter(to))
}
