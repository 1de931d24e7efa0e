import { timingSafeEqual } from "node:crypto"
import type { FastifyRequest } from "fastify"
import type { Config } from "../platform/config.ts"
import { Problem } from "../platform/errors.ts"
import { isLoopback } from "../platform/loopback.ts"
import { digest } from "../platform/secrets.ts"
import { isExposed } from "../workspaces/index.ts"

type Asked = Pick<FastifyRequest, "headers" | "hostname" | "socket">

/** What proxies and tunnels say of the request that they pass on, the ones on this machine too. */
const forwarding = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
]

/**
 * Lets a request read the metrics, which tell how much is sent and what fails: with the token where there is one, and without
 * one on this machine alone. A proxy on this machine looks like this machine, so an installation that others can reach has to
 * have a token. @throws Problem unauthorized
 */
export function requireMetricsAccess(request: Asked, config: Config): void {
  const { metricsToken } = config
  if (metricsToken !== undefined) {
    if (isSame(request.headers.authorization ?? "", `Bearer ${metricsToken}`)) return
    throw new Problem("unauthorized", "The metrics take the token of METRICS_TOKEN.", {
      help: "Send it as `Authorization: Bearer …`.",
    })
  }
  if (!isExposed(config) && isDirect(request)) return
  throw new Problem("unauthorized", "The metrics are shown on this machine alone.", {
    help: "Set METRICS_TOKEN, and send it as `Authorization: Bearer …`.",
  })
}

/** By the name of this machine as well: a page elsewhere whose name leads here for a moment could read them otherwise. */
function isDirect({ headers, hostname, socket }: Asked): boolean {
  const from = socket.remoteAddress?.replace(/^::ffff:/, "") ?? ""
  return isLoopback(from) && isLoopback(hostname) && forwarding.every((name) => headers[name] === undefined)
}

/** Takes equally long wherever the two begin to differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)))
}
