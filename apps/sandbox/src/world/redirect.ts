/** Where the login dialog may send a person back to. */
import type { App } from "./objects.ts"

/**
 * Whether the app has listed this address among its valid OAuth redirect URIs. Meta compares strictly, whole
 * addresses; only this machine's own (localhost) need no listing.
 */
export function isRedirectAllowed(app: App, redirectUri: string): boolean {
  const wanted = readAddress(redirectUri)
  if (wanted === undefined) return false
  if (isLoopback(wanted.hostname)) return true
  return app.redirect_uris.some((listed) => readAddress(listed)?.href === wanted.href)
}

function readAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === "https:" || url?.protocol === "http:" ? url : undefined
}

function isLoopback(hostname: string): boolean {
  const isName = hostname === "localhost" || hostname.endsWith(".localhost")
  return isName || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** What the dialog shows instead of a login: code 191, in Meta's words. */
export const urlBlocked = {
  code: 191,
  title: "URL blocked",
  message:
    "This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings. Make sure that the client and web OAuth logins are on and add all your app domains as valid OAuth redirect URIs.",
}
