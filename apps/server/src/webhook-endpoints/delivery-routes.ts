import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { attempt } from "./deliveries/attempt.ts"
import { bodyOf } from "./deliveries/due.ts"
import { replay, replayFailed, tryEndpoint } from "./deliveries/replay.ts"
import { webhooksChannel } from "./hear.ts"

const tags = ["Webhooks"]
const permission = "webhooks:manage"
const states = ["waiting", "delivered", "failed"] as const

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "desc" },
})

const deliveryRow = z
  .object({
    id: fields.id,
    webhook_id: fields.id.describe("As the header `webhook-id` has it, in every attempt"),
    kind: z.string(),
    contact_id: fields.id.nullable(),
    state: z.enum(states),
    at: fields.timestamp.describe("When it happened"),
    due_at: fields.timestamp.nullable().describe("The next attempt, of one that waits"),
    delivered_at: fields.timestamp.nullable(),
    attempts: z.int(),
    last_status: z.int().nullable(),
    last_failure: z.string().nullable(),
    last_duration_ms: z.int().nullable(),
  })
  .meta({ id: "WebhookDelivery" })

const deliveryDetail = deliveryRow
  .extend({
    endpoint_id: fields.id,
    body: z.string().describe("As it is sent"),
    log: z.array(attempt).describe("The latest attempts, oldest first"),
  })
  .meta({ id: "WebhookDeliveryDetail" })

const replayed = z
  .object({
    deliveries: z.int(),
    may_be_more: z.boolean().describe("Ask again for the rest"),
  })
  .meta({ id: "WebhookReplay" })

const replayBody = z
  .strictObject({
    since: fields.instant
      .optional()
      .describe("Of events that were queued since then. Default: all that is kept"),
  })
  .default({})
  .meta({ id: "NewWebhookReplay" })

const selectDeliveries = (tx: Tx) =>
  tx
    .selectFrom("webhook_deliveries as d")
    .innerJoin("webhook_events as e", "e.id", "d.event_id")
    .select([
      "d.id",
      "d.event_id as webhook_id",
      "e.kind",
      "e.contact_id",
      "d.state",
      "e.at",
      "d.due_at",
      "d.delivered_at",
      sql<number>`jsonb_array_length(d.attempts)`.as("attempts"),
      sql<number | null>`(d.attempts -> -1 ->> 'status')::int`.as("last_status"),
      sql<string | null>`d.attempts -> -1 ->> 'failure'`.as("last_failure"),
      sql<number | null>`(d.attempts -> -1 ->> 'duration_ms')::int`.as("last_duration_ms"),
    ])

const stateOf = (state: string) => z.enum(states).parse(state)

async function findDelivery(tx: Tx, id: string): Promise<z.output<typeof deliveryDetail>> {
  const row = await selectDeliveries(tx)
    .select(["d.endpoint_id", "d.attempts as log", "e.data"])
    .where("d.id", "=", id)
    .executeTakeFirst()
  const { data, log, state, ...rest } = found(row, "delivery")
  const { kind, at } = rest
  return {
    ...rest,
    state: stateOf(state),
    log: z.array(attempt).parse(log),
    body: bodyOf({ kind, at, data: z.record(z.string(), z.unknown()).parse(data) }),
  }
}

async function requireEndpoint(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom("webhook_endpoints")
    .select("is_enabled")
    .where("id", "=", id)
    .executeTakeFirst()
  if (found(row, "webhook endpoint").is_enabled) return
  throw new Problem("conflict", "This webhook endpoint is off.", {
    help: "Turn it on, then send again.",
  })
}

/** What endpoints were told, and what came of it. */
export const deliveryRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, wakes } = platform

    app.get(
      "/webhook-endpoints/:id/deliveries",
      {
        config: { permission },
        schema: {
          summary: "List what a webhook endpoint was told",
          description: "The newest first. It is kept for 14 days.",
          tags,
          params: fields.byId,
          querystring: sortedPaging(sorting).extend({ state: z.enum(states).optional() }),
          response: { 200: sortedPageOf(deliveryRow), ...fields.problems },
        },
      },
      ({ caller, params, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const known = await tx
            .selectFrom("webhook_endpoints")
            .select("id")
            .where("id", "=", params.id)
            .executeTakeFirst()
          found(known, "webhook endpoint")
          const list = selectDeliveries(tx)
            .where("d.endpoint_id", "=", params.id)
            .$if(query.state !== undefined, (all) => all.where("d.state", "=", query.state ?? ""))
          const page = await readSortedPage(tx, list, sorting, query)
          return { ...page, data: page.data.map((row) => ({ ...row, state: stateOf(row.state) })) }
        }),
    )

    app.post(
      "/webhook-endpoints/:id/test",
      {
        config: { permission },
        schema: {
          summary: "Send a test to a webhook endpoint",
          description:
            "Sends an event of the kind `test` once and waits for the answer, also where the endpoint is off.",
          tags,
          params: fields.byId,
          response: { 200: deliveryDetail, ...fields.problems },
        },
      },
      async ({ caller, params }) => {
        const id = await tryEndpoint(platform, { workspaceId: caller.workspaceId, endpointId: params.id })
        return db.workspace(caller.workspaceId, (tx) => findDelivery(tx, id))
      },
    )

    app.post(
      "/webhook-endpoints/:id/replay",
      {
        config: { permission },
        schema: {
          summary: "Send again what failed",
          description: "Everything that was given up, under the same ids as before.",
          tags,
          params: fields.byId,
          body: replayBody,
          response: { 200: replayed, ...fields.problems },
        },
      },
      async ({ caller, params, body }) => {
        const answer = await db.workspace(caller.workspaceId, async (tx) => {
          await requireEndpoint(tx, params.id)
          return replayFailed(tx, { endpointId: params.id, since: body.since, now: clock.now() })
        })
        wakes.wake(webhooksChannel, params.id)
        return answer
      },
    )

    app.get(
      "/webhook-deliveries/:id",
      {
        config: { permission },
        schema: {
          summary: "Read a delivery with its attempts",
          tags,
          params: fields.byId,
          response: { 200: deliveryDetail, ...fields.problems },
        },
      },
      ({ caller, params }) => db.workspace(caller.workspaceId, (tx) => findDelivery(tx, params.id)),
    )

    app.post(
      "/webhook-deliveries/:id/replay",
      {
        config: { permission },
        schema: {
          summary: "Send a delivery again",
          description: "Also one that arrived, under the same id as before.",
          tags,
          params: fields.byId,
          response: { 200: deliveryDetail, ...fields.problems },
        },
      },
      async ({ caller, params }) => {
        const delivery = await db.workspace(caller.workspaceId, async (tx) => {
          const { endpoint_id } = await findDelivery(tx, params.id)
          await requireEndpoint(tx, endpoint_id)
          await replay(tx, params.id, clock.now())
          return findDelivery(tx, params.id)
        })
        wakes.wake(webhooksChannel, delivery.endpoint_id)
        return delivery
      },
    )
  }
