import type { QueryClient } from "@tanstack/react-query"

/** No origin of anyone's (RFC 2606), to read addresses against. */
const ours = "http://dashboard.invalid"

/**
 * Where to go once signed in: a page of this dashboard, never an address of someone else's. Read as browsers read it, who
 * leave out tabs and line breaks, so that a slash and a tab and a slash begin an address of another host.
 */
export function pageAfter(to: string | undefined): string {
  if (!to?.startsWith("/") || !URL.canParse(to, ours)) return "/"
  const { origin, pathname, search, hash } = new URL(to, ours)
  return origin === ours && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/"
}

/** Opens the page with nothing left of the session before. */
export function enter(queries: QueryClient, to: string | undefined): void {
  queries.clear()
  window.location.assign(pageAfter(to))
}
