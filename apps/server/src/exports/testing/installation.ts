import { contactsRoutes } from "../../contacts/index.ts"
import { createHttpApp } from "../../platform/http/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { requirePermissions } from "../../workspaces/index.ts"
import { startExports } from "../export-worker.ts"
import { exportsRoutes } from "../routes.ts"

/** The API of contacts and exports, listening, and a worker for exports. */
export async function startApi() {
  const platform = await testPlatform()
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      for (const routes of [contactsRoutes, exportsRoutes]) await api.register(routes(platform))
    },
    { prefix: "/v1" },
  )
  const address = await app.listen({ port: 0, host: "127.0.0.1" })
  const worker = startExports(platform)
  const headers = { authorization: `Bearer ${platform.apiKey}` }
  return {
    platform,
    async ask(method: string, path: string, body?: unknown) {
      const answer = await fetch(`${address}/v1/${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) }
    },
    async download(path: string): Promise<Buffer> {
      const answer = await fetch(`${address}/v1/${path}`, { headers })
      return Buffer.from(await answer.arrayBuffer())
    },
    async close() {
      await worker.stop()
      await app.close()
      await platform.close()
    },
  }
}
