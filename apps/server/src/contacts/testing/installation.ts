import { vi } from "vitest"
import { eventsRoutes } from "../../events/index.ts"
import { createHttpApp } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { subscriptionsRoutes } from "../../subscriptions/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { createWorkspace, generateApiKey, requirePermissions, storeApiKey } from "../../workspaces/index.ts"
import { contactsRoutes, importsRoutes, startImports } from "../index.ts"
import { listsRoutes } from "../static-lists/routes.ts"

const over = new Set(["completed", "failed", "canceled"])

/**
 * The API of contacts, imports and subscriptions, listening, with one number and its subscription group, and a worker
 * for imports unless a test starts its own.
 */
export async function startContacts(options: { clock?: Platform["clock"]; worker?: boolean } = {}) {
  const platform = await testPlatform(options)
  const { numberId, groupId } = await seedNumber(platform)
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      for (const routes of [subscriptionsRoutes, contactsRoutes, importsRoutes, listsRoutes, eventsRoutes])
        await api.register(routes(platform))
    },
    { prefix: "/v1" },
  )
  const address = await app.listen({ port: 0, host: "127.0.0.1" })

  const worker = options.worker === false ? undefined : startImports(platform)

  /** Asks the API; the body is read as JSON unless it is CSV. */
  async function ask(method: string, path: string, body?: unknown, key = platform.apiKey) {
    const answer = await fetch(`${address}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false
    return { status: answer.status, text, body: isJson ? JSON.parse(text) : undefined }
  }

  async function upload(importId: string, file: string | Uint8Array | ReadableStream, type = "text/csv") {
    const answer = await fetch(`${address}/v1/imports/${importId}/file`, {
      method: "PUT",
      headers: { authorization: `Bearer ${platform.apiKey}`, "content-type": type },
      body: typeof file === "string" || file instanceof ReadableStream ? file : Buffer.from(file),
      duplex: "half",
    })
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }

  /** The import once it is over. */
  async function ended(importId: string) {
    return vi.waitFor(
      async () => {
        const { body } = await ask("GET", `imports/${importId}`)
        if (!over.has(body.state)) throw new Error(`The import is still ${body.state}.`)
        return body
      },
      { timeout: 60_000, interval: 10 },
    )
  }

  return {
    platform,
    numberId,
    groupId,
    address,
    ask,
    upload,
    ended,
    /** Creates an import into the group, uploads its file, and waits until it is over. */
    async importFile(file: string | Uint8Array | ReadableStream, more: Record<string, unknown> = {}) {
      const created = await ask("POST", "imports", {
        file_name: "people.csv",
        subscription_group_id: groupId,
        ...more,
      })
      const { status } = await upload(created.body.id, file)
      return { id: String(created.body.id), status, body: await ended(created.body.id) }
    },
    /** Line and code of every row an import refused. */
    async refused(importId: string): Promise<[line: number, code: string][]> {
      const rows = await platform.db.workspace(platform.workspaceId, (tx) =>
        tx
          .selectFrom("refused_rows")
          .select(["line", "code"])
          .where("import_id", "=", importId)
          .orderBy("line")
          .execute(),
      )
      return rows.map(({ line, code }) => [line, code])
    },
    /** Everything these rooms keep, to see that nothing changed. */
    contents: () =>
      platform.db.workspace(platform.workspaceId, async (tx) => ({
        contacts: await tx.selectFrom("contacts").selectAll().orderBy("id").execute(),
        subscriptions: await tx.selectFrom("subscriptions").selectAll().orderBy("contact_id").execute(),
        records: await tx.selectFrom("consent_records").selectAll().orderBy("id").execute(),
      })),
    async otherWorkspace() {
      const now = platform.clock.now()
      const secret = generateApiKey()
      const workspaceId = await platform.db.system(async (tx) => {
        const { id } = await createWorkspace(tx, "Other", now)
        await storeApiKey(tx, { workspaceId: id, name: "Other", secret, now })
        return id
      })
      return { workspaceId, apiKey: secret }
    },
    async close() {
      await worker?.stop()
      await app.close()
      await platform.close()
    },
  }
}
