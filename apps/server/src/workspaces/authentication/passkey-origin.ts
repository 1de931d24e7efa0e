import { isIP } from "node:net"

/**
 * The origin whose pages passkeys work on; undefined where they work on none. WebAuthn ties a passkey to a host that has a
 * name, reached encrypted or on the browser's own machine (Web Authentication level 3, §5.1.3 and "secure contexts").
 */
export function passkeyOrigin(publicUrl: string): string | undefined {
  const { protocol, hostname, origin } = new URL(publicUrl)
  const isOwnMachine = hostname === "localhost" || hostname.endsWith(".localhost")
  const hasName = isIP(hostname.replace(/^\[(.*)\]$/, "$1")) === 0
  return hasName && (protocol === "https:" || isOwnMachine) ? origin : undefined
}
