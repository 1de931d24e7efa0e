import { isLoopback } from "../../platform/loopback.ts"

/**
 * Whether a page of ours sent the request: its origin is the public address or, on this machine, the host it asks.
 * Nothing else of `Host` is believed, as links in mails and redirects are judged by the same rule.
 */
export function isOwnOrigin(origin: string, asked: { publicUrl: string; host: string | undefined }): boolean {
  if (!URL.canParse(origin)) return false
  const { origin: exact, host, hostname } = new URL(origin)
  if (exact === new URL(asked.publicUrl).origin) return true
  return isLoopback(hostname) && host === asked.host
}
