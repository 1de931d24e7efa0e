import { webhookIntake } from "./connect/index.ts"
import { createHttpApp } from "./platform/http/index.ts"
import type { Platform } from "./platform/index.ts"
import { publicApi } from "./roles/api.ts"
import { dashboardPages } from "./roles/dashboard/pages.ts"
import { operationsRoutes } from "./roles/operations.ts"
import { startWorker, type Worker } from "./roles/worker.ts"
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
  /** Takes no new work, finishes what is under way within some seconds, and lets go of everything but the platform. */
  close(): Promise<void>
}

/** So long a request that is under way may take once the server is asked to close; orchestrators wait 10 to 30 seconds. */
const requestGraceMs = 8_000

export async function startServer(platform: Platform, { graceMs = requestGraceMs } = {}): Promise<Server> {
  const { config, logger, metrics } = platform
  await ensureFirstWorkspace(platform)
  const app = createHttpApp({ logger, metrics, version, trustedProxies: config.trustedProxies })
  let worker: Worker | undefined
  app.register(operationsRoutes(platform, () => worker))
  if (config.roles.includes("api")) {
    await keepOperatorKey(platform)
    await tellSetupCode(platform)
    const authentication = createAuthentication(platform)
    app.register(authenticationRoutes(platform, authentication))
    app.register(publicApi(platform, authentication), { prefix: "/v1" })
    app.register(dashboardPages(platform))
  }
  if (config.roles.includes("webhooks")) app.register(webhookIntake(platform))
  const url = await app.listen({ host: config.host, port: config.port })
  worker = config.roles.includes("worker") ? startWorker(platform) : undefined
  return {
    url,
    async close() {
      // Somebody who never ends what they began to ask would keep the process from ending.
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
      await Promise.all([app.close().finally(() => clearTimeout(cut)), worker?.stop()])
    },
  }
}
