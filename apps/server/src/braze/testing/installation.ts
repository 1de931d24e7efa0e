import { createHttpApp } from "../../platform/http/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import type { Permission } from "../../workspaces/index.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { brazeRoutes } from "../routes.ts"

/** Braze's API, listening, with one workspace and its subscription group. */
export async function startBraze(options: Parameters<typeof testPlatform>[0] = {}) {
  const platform = await testPlatform(options)
  const { groupId } = await seedNumber(platform)
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(brazeRoutes(platform))
  const address = await app.listen({ port: 0, host: "127.0.0.1" })

  /** Asks as a client of Braze does: JSON both ways, the key in the header. */
  async function ask(
    path: string,
    body?: unknown,
    { key = platform.apiKey, headers = {} }: { key?: string; headers?: Record<string, string> } = {},
  ) {
    const answer = await fetch(`${address}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" || body instanceof Buffer ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text) }
  }

  const keyTo = async (workspaceId: string, permissions?: Permission[]) => {
    const secret = generateApiKey()
    const key = { workspaceId, name: "Key", secret, now: platform.clock.now() }
    await platform.db.system((tx) => storeApiKey(tx, { ...key, ...(permissions ? { permissions } : {}) }))
    return secret
  }

  return {
    platform,
    groupId,
    address,
    ask,
    /** A key that may do only this. */
    keyWith: (permissions: Permission[]) => keyTo(platform.workspaceId, permissions),
    async otherWorkspace() {
      const now = platform.clock.now()
      const { id: workspaceId } = await platform.db.system((tx) => createWorkspace(tx, "Other", now))
      return { workspaceId, key: await keyTo(workspaceId) }
    },
    /** Everyone of the workspace, in the order of their creation. */
    contacts: () =>
      platform.db.workspace(platform.workspaceId, (tx) =>
        tx.selectFrom("contacts").selectAll().orderBy("id").execute(),
      ),
    async close() {
      await app.close()
      await platform.close()
    },
  }
}
