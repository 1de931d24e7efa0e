import { startSandbox } from "../../../../sandbox/src/index.ts"
import { defineRoom } from "../../platform/define-room.ts"
import { freePort } from "../../platform/free-port.ts"
import { createHttpApp } from "../../platform/http/index.ts"
import { rooms } from "../../rooms.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { createWorkspace, generateApiKey, requirePermissions, storeApiKey } from "../../workspaces/index.ts"
import { connectRoutes, doctorRoutes, webhookIntake } from "../index.ts"

export type Installation = Awaited<ReturnType<typeof startInstallation>>

/**
 * This part of the server, listening, with Meta's stand-in on the other side: each reaches the other over HTTP alone.
 * `synced` lists the business accounts whose templates were asked for.
 */
export async function startInstallation(environment: Record<string, string> = {}) {
  const sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const control = (method: Method, path: string, body?: unknown) =>
    call(method, `${meta}/_sandbox/${path}`, body)
  const { app_id, app_secret } = (await control("POST", "apps", { name: "Parley" })).body
  const port = await freePort() // Meta must be told the address before anything listens there
  const publicUrl = `http://127.0.0.1:${port}`
  const opened = await testPlatform({
    environment: {
      META_GRAPH_URL: meta,
      META_APP_ID: app_id,
      META_APP_SECRET: app_secret,
      META_TIMEOUT_SECONDS: "5",
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      ...environment,
    },
  })
  const synced: string[] = []
  const recorder = defineRoom({
    name: "templates",
    tables: [],
    afterConnecting: async (_platform, _workspaceId, id) => void synced.push(id),
  })
  const platform = { ...opened, rooms: rooms.map((room) => (room.name === recorder.name ? recorder : room)) }
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(webhookIntake(platform))
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      for (const routes of [connectRoutes, doctorRoutes]) await api.register(routes(platform))
    },
    { prefix: "/v1" },
  )
  await app.listen({ port, host: "127.0.0.1" })

  return {
    platform,
    appId: String(app_id),
    meta,
    publicUrl,
    synced,
    control,
    /** Asks this server's API, with the first workspace's key unless told otherwise. */
    api: (method: Method, path: string, body?: unknown, key = platform.apiKey) =>
      call(method, `${publicUrl}/v1/${path}`, body, { authorization: `Bearer ${key}` }),
    /** What a person does in the login dialog. */
    login: async (
      choices: Record<string, unknown> = {},
    ): Promise<{ code: string; waba_id: string; phone_number_id: string }> =>
      (await control("POST", "login", { app_id, business_name: "Lucky Shrub", ...choices })).body,
    /** A second workspace's key. */
    anotherKey: async (): Promise<string> => {
      const secret = generateApiKey()
      const now = platform.clock.now()
      await platform.db.system(async (tx) => {
        const { id: workspaceId } = await createWorkspace(tx, "Another", now)
        await storeApiKey(tx, { workspaceId, name: "Another", secret, now })
      })
      return secret
    },
    close: async () => {
      await app.close()
      await platform.close()
      await sandbox.close()
    },
  }
}
