import { z } from "zod"
import { sql } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { fields, type Routes, readSortedPage, sortedPageOf, sortedPaging } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { forgetTrouble } from "./deliveries/due.ts"
import {
  asEndpoint,
  endpointChange,
  endpointView,
  endpointWithSecret,
  findEndpoint,
  mostEndpoints,
  newEndpoint,
  requireUrl,
  selectEndpoints,
  sorting,
} from "./endpoints.ts"
import { webhooksChannel } from "./hear.ts"
import { offeredKinds } from "./kinds.ts"
import { generateSecret, overlapMs, sealSecret } from "./secrets.ts"

const tags = ["Webhooks"]
const permission = "webhooks:manage"

const kindList = z
  .object({ data: z.array(z.object({ kind: z.string(), label: z.string(), description: z.string() })) })
  .meta({ id: "WebhookKinds" })

/** Where other systems hear of what happens to contacts. */
export const endpointRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, secrets, outgoing, wakes } = platform

    app.get(
      "/webhook-kinds",
      {
        config: { permission },
        schema: {
          summary: "List what webhook endpoints can be told of",
          tags,
          response: { 200: kindList, ...fields.problems },
        },
      },
      () => ({ data: offeredKinds }),
    )

    app.get(
      "/webhook-endpoints",
      {
        config: { permission },
        schema: {
          summary: "List webhook endpoints",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(endpointView), ...fields.problems },
        },
      },
      async ({ caller, query }) => {
        const page = await db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectEndpoints(tx), sorting, query),
        )
        return { ...page, data: page.data.map((row) => asEndpoint(row, clock.now())) }
      },
    )

    app.post(
      "/webhook-endpoints",
      {
        config: { permission },
        schema: {
          summary: "Create a webhook endpoint",
          description:
            "It is told of what happens from now on, by a POST signed as Standard Webhooks describes it. Only this answer has the `secret`.",
          tags,
          body: newEndpoint,
          response: { 201: endpointWithSecret, ...fields.problems },
        },
      },
      async ({ caller, body }, reply) => {
        await requireUrl(outgoing, body.url)
        const secret = generateSecret()
        const created = await db.workspace(caller.workspaceId, async (tx) => {
          const { count } = await tx
            .selectFrom("webhook_endpoints")
            .select(({ fn }) => fn.countAll<number>().as("count"))
            .executeTakeFirstOrThrow()
          if (count >= mostEndpoints)
            throw new Problem("limit_reached", `A workspace has at most ${mostEndpoints} webhook endpoints.`)
          const { rows } = await sql<{ id: string }>`SELECT new_id() AS id`.execute(tx)
          const { id } = found(rows[0], "id")
          await tx
            .insertInto("webhook_endpoints")
            .values({
              id,
              workspace_id: caller.workspaceId,
              url: body.url,
              description: body.description || null,
              kinds: body.kinds,
              is_enabled: body.is_enabled,
              sealed_secret: sealSecret(secrets, id, secret),
              created_at: clock.now(),
            })
            .execute()
          return findEndpoint(tx, id, clock.now())
        })
        return reply.status(201).send({ ...created, secret })
      },
    )

    app.get(
      "/webhook-endpoints/:id",
      {
        config: { permission },
        schema: {
          summary: "Read a webhook endpoint",
          tags,
          params: fields.byId,
          response: { 200: endpointView, ...fields.problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, (tx) => findEndpoint(tx, params.id, clock.now())),
    )

    app.patch(
      "/webhook-endpoints/:id",
      {
        config: { permission },
        schema: {
          summary: "Change a webhook endpoint",
          description:
            "One that is off is told of nothing that happens meanwhile. Turned on, it is sent what still waits for it.",
          tags,
          params: fields.byId,
          body: endpointChange,
          response: { 200: endpointView, ...fields.problems },
        },
      },
      async ({ caller, params, body }) => {
        const { revision, ...change } = body
        if (change.url !== undefined) await requireUrl(outgoing, change.url)
        const now = clock.now()
        const changed = await db.workspace(caller.workspaceId, async (tx) => {
          const known = await tx
            .selectFrom("webhook_endpoints")
            .select(["revision"])
            .where("id", "=", params.id)
            .forUpdate()
            .executeTakeFirst()
          requireRevision(found(known, "webhook endpoint"), revision, "webhook endpoint")
          if (Object.keys(change).length > 0) {
            await tx
              .updateTable("webhook_endpoints")
              .set({
                ...change,
                ...(change.description !== undefined && { description: change.description || null }),
                ...(change.is_enabled !== undefined && { disabled_because: null }),
              })
              .where("id", "=", params.id)
              .execute()
            // Another address, or turned on: what is known against it is over.
            if (change.url !== undefined || change.is_enabled === true)
              await forgetTrouble(tx, { workspaceId: caller.workspaceId, endpointId: params.id, now })
          }
          return findEndpoint(tx, params.id, now)
        })
        wakes.wake(webhooksChannel, params.id)
        return changed
      },
    )

    app.delete(
      "/webhook-endpoints/:id",
      {
        config: { permission },
        schema: {
          summary: "Delete a webhook endpoint",
          description: "What waits for it is not sent any more, and its log is deleted.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, async (tx) => {
          const now = clock.now()
          await forgetTrouble(tx, { workspaceId: caller.workspaceId, endpointId: params.id, now })
          const gone = await tx
            .deleteFrom("webhook_endpoints")
            .where("id", "=", params.id)
            .returning("id")
            .executeTakeFirst()
          found(gone, "webhook endpoint")
        })
        return reply.status(204).send(null)
      },
    )

    app.post(
      "/webhook-endpoints/:id/rotate-secret",
      {
        config: { permission },
        schema: {
          summary: "Give a webhook endpoint a new secret",
          description:
            "Only this answer has it. For 24 hours each webhook has the signatures of both, so that receivers can take over the new one; a second change within that time ends the first secret at once.",
          tags,
          params: fields.byId,
          response: { 200: endpointWithSecret, ...fields.problems },
        },
      },
      async ({ caller, params }) => {
        const secret = generateSecret()
        const now = clock.now()
        const endpoint = await db.workspace(caller.workspaceId, async (tx) => {
          const changed = await tx
            .updateTable("webhook_endpoints")
            .set(({ ref }) => ({
              previous_secret: ref("sealed_secret"),
              previous_until: new Date(now.getTime() + overlapMs),
              sealed_secret: sealSecret(secrets, params.id, secret),
            }))
            .where("id", "=", params.id)
            .returning("url")
            .executeTakeFirst()
          const { url } = found(changed, "webhook endpoint")
          await sql`SELECT record_action(${caller.workspaceId}, 'webhook_endpoint.secret_changed', 'webhook_endpoint',
            ${params.id}::text, ${url})`.execute(tx)
          return findEndpoint(tx, params.id, now)
        })
        return { ...endpoint, secret }
      },
    )
  }
