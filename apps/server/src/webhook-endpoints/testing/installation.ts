import type { Occurrence } from "@parley/model"
import { contactsRoutes } from "../../contacts/index.ts"
import { announceChanges, contactTopic, record } from "../../events/index.ts"
import type { Clock } from "../../platform/clock.ts"
import { createHttpApp } from "../../platform/http/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { requirePermissions } from "../../workspaces/index.ts"
import { startWebhookDeliveries } from "../deliveries/send.ts"
import { deliveryRoutes } from "../delivery-routes.ts"
import { endpointRoutes } from "../endpoint-routes.ts"
import { room } from "../room.ts"

const loopback = { OUTGOING_ALLOWED_NETWORKS: "127.0.0.0/8,::1/128" }

/** The API of webhooks and contacts, what hears and what sends. */
export async function startWebhooks(
  options: { clock?: Clock; environment?: Record<string, string>; works?: boolean } = {},
) {
  const { environment = loopback, works = true } = options
  const platform = await testPlatform({ ...options, environment })
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      for (const routes of [endpointRoutes, deliveryRoutes, contactsRoutes])
        await api.register(routes(platform))
    },
    { prefix: "/v1" },
  )
  await app.ready()
  const applying = platform.log.consume(contactTopic, announceChanges(platform))
  let sending = works ? startWebhookDeliveries(platform) : undefined

  async function ask(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: object,
    key = platform.apiKey,
  ) {
    const answer = await app.inject({
      method,
      url: `/v1/${path}`,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { payload: body }),
    })
    return { status: answer.statusCode, body: answer.body === "" ? undefined : answer.json() }
  }

  return {
    platform,
    ask,
    /** Has an endpoint there. */
    async endpoint(url: string, more: object = {}) {
      const { body } = await ask("POST", "webhook-endpoints", { url, ...more })
      return body
    },
    /** Something happens to contacts. */
    happens: (...occurrences: Occurrence[]) =>
      platform.db.workspace(platform.workspaceId, (tx) => record(tx, occurrences)),
    deliveries: async (endpointId: string, query = "") =>
      (await ask("GET", `webhook-endpoints/${endpointId}/deliveries${query}`)).body.data,
    /** Does what the room's chores do. */
    async doChores() {
      for (const chore of room.chores?.(platform) ?? []) await chore.work()
    },
    async stopSending() {
      await sending?.stop()
      sending = undefined
    },
    startSending() {
      sending = startWebhookDeliveries(platform)
    },
    async close() {
      await Promise.all([applying.stop(), sending?.stop()])
      await app.close()
      await platform.close()
    },
  }
}
