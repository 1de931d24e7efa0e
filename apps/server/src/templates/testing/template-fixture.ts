import { parseWebhook, readJson } from "@parley/whatsapp/webhooks"
import { vi } from "vitest"
import { startSandbox } from "../../../../sandbox/src/index.ts"
import { webhookIntake, webhookTopic } from "../../connect/index.ts"
import { freePort } from "../../platform/free-port.ts"
import { createHttpApp, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { requirePermissions } from "../../workspaces/index.ts"
import { templatesRoutes, templateWebhooks } from "../index.ts"

export type Office = Awaited<ReturnType<typeof openOffice>>

/**
 * This part of the server with a connected account, and Meta's stand-in on the other side, where a person reviews.
 * Webhooks come over HTTP and are applied as they come.
 * @param more other rooms' routes that a test needs
 */
export async function openOffice({ more = [] }: { more?: ((platform: Platform) => Routes)[] } = {}) {
  const sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const control = (method: Method, path: string, body?: unknown) =>
    call(method, `${meta}/_sandbox/${path}`, body)
  await control("PATCH", "settings", { review: { mode: "manual" } })
  const port = await freePort()
  const { body: founded } = await control("POST", "quickstart", {
    callback_url: `http://127.0.0.1:${port}/webhooks/whatsapp`,
    verify_token: "a-verify-token",
  })
  const platform = await testPlatform({
    environment: { META_GRAPH_URL: meta, META_APP_ID: founded.app_id, META_APP_SECRET: founded.app_secret },
  })
  const { workspaceId, db, secrets, clock } = platform
  const now = clock.now()
  const { id: accountId } = await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("business_accounts")
      .values({
        workspace_id: workspaceId,
        waba_id: founded.waba_id,
        name: "Lucky Shrub",
        sealed_token: secrets.seal(founded.access_token, founded.waba_id),
        token_scopes: [],
        connected_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(webhookIntake(platform))
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      for (const routes of [templatesRoutes, ...more]) await api.register(routes(platform))
    },
    { prefix: "/v1" },
  )
  await app.listen({ port, host: "127.0.0.1" })
  const consumer = platform.log.consume(webhookTopic, {
    apply: (payloads) =>
      templateWebhooks.apply(
        platform,
        payloads.flatMap((payload) => parseWebhook(readJson(payload))),
      ),
  })

  const api = (method: Method, path: string, body?: unknown, key = platform.apiKey) =>
    call(method, `http://127.0.0.1:${port}/v1/${path}`, body, { authorization: `Bearer ${key}` })
  return {
    url: `http://127.0.0.1:${port}`,
    platform,
    accountId,
    wabaId: String(founded.waba_id),
    phoneNumberId: String(founded.phone_number_id),
    control,
    api,
    /** Uploads bytes as they are, for reviewers unless told otherwise. */
    upload: async (
      bytes: Uint8Array,
      mimeType: string,
      path = `template-media?business_account_id=${accountId}&file_name=sample`,
    ) => {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${platform.apiKey}`, "content-type": mimeType },
        body: Buffer.from(bytes),
      })
      return { status: answer.status, body: JSON.parse(await answer.text()) }
    },
    /** The Graph API as someone else with access to the account uses it. */
    graph: (method: Method, path: string, body?: unknown) =>
      call(method, `${meta}/v23.0/${path}`, body, { authorization: `Bearer ${founded.access_token}` }),
    /** Reads the template until it is in that status; what it is then or, after five seconds, still. */
    untilStatus: async (id: string, status: string) => {
      const read = async () => (await api("GET", `templates/${id}`)).body
      const reached = async () => {
        const body = await read()
        if (body.status !== status) throw new Error(`It is ${body.status}.`)
        return body
      }
      return vi.waitFor(reached, { timeout: 5_000 }).catch(read)
    },
    close: async () => {
      await app.close()
      await consumer.stop()
      await platform.close()
      await sandbox.close()
    },
  }
}
