import { asRole } from "./platform/define-room.ts"
import { createHttpApp, type Patience } from "./platform/http/index.ts"
import type { Platform } from "./platform/index.ts"
import { waitAtMost } from "./platform/until-aborted.ts"
import { publicApi } from "./roles/api.ts"
import { dashboardPages } from "./roles/dashboard/pages.ts"
import { operationsRoutes } from "./roles/operations.ts"
import { startWork, type Work } from "./roles/start-work.ts"
import {
  authenticationRoutes,
  createAuthentication,
  ensureFirstWorkspace,
  keepOperatorKey,
  tellSetupCode,
} from "./workspaces/index.ts"

const version = "0.1.0"

/** A process of the platform: the roles its configuration names, listening. */
export interface Server {
  /** With the port that was given to it. */
  url: string
  /**
   * Takes no new work and finishes what is under way. What takes longer than the grace is cut off: requests to the server, and
   * the platform's connections to Meta, so that posts without an answer are in doubt. Resolves some seconds after that even
   * if something hangs. The platform is to be closed next.
   */
  close(): Promise<void>
}

/**
 * What is under way may take so long once the server is asked to close, and what was cut off then so long to be written down.
 * With the platform's own 1.5 s a stop ends within 10 s; orchestrators wait 10 to 30.
 */
const usualGraceMs = 5_000
const afterCutMs = 2_500

export async function startServer(
  platform: Platform,
  { graceMs = usualGraceMs, patience }: { graceMs?: number; patience?: Patience } = {},
): Promise<Server> {
  const { config, clock, logger, metrics } = platform
  const { publicUrl, trustedProxies } = config
  const app = createHttpApp({ logger, metrics, version, publicUrl, trustedProxies, patience, clock })
  let work: Work | undefined
  app.register(operationsRoutes(platform, () => work))
  if (config.roles.includes("api")) {
    await ensureFirstWorkspace(platform)
    await keepOperatorKey(platform)
    await tellSetupCode(platform)
    const authentication = createAuthentication(platform)
    app.register(authenticationRoutes(platform, authentication))
    app.register(publicApi(platform, authentication), { prefix: "/v1" })
    for (const pages of platform.rooms.flatMap((room) => room.pages ?? [])) app.register(pages(platform))
    for (const routes of platform.rooms.flatMap((room) => room.compatible ?? []))
      app.register(routes(platform))
    app.register(dashboardPages(platform))
  }
  if (config.roles.includes("intake")) {
    const intake = asRole(platform, "intake")
    for (const routes of platform.rooms.flatMap((room) => room.intake ?? [])) app.register(routes(intake))
  }
  const url = await app.listen({ host: config.host, port: config.port })
  work = startWork(platform)
  return {
    url,
    async close() {
      // Meta, or someone who never ends what they started to ask, would keep the process from ending.
      const cut = setTimeout(() => {
        void platform.graph.destroy()
        app.server.closeAllConnections()
      }, graceMs)
      const closed = Promise.all([app.close(), work?.stop()]).finally(() => clearTimeout(cut))
      if (!(await waitAtMost(graceMs + afterCutMs, closed)))
        logger.error("something did not end in time; its work continues at the next start")
    },
  }
}
