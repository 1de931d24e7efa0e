import { z } from "zod"
import { found, Problem } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { generateApiKey, grantedTo, storeApiKey } from "./api-keys.ts"
import { permissions } from "./permissions.ts"

const tags = ["API keys"]

const apiKey = z
  .object({
    id: fields.id,
    name: z.string(),
    hint: z.string().describe("The key's first characters"),
    permissions: z.array(z.enum(permissions)),
    created_at: fields.timestamp,
    last_used_at: fields.timestamp.nullable().describe("To the minute; null: never"),
    revoked_at: fields.timestamp.nullable(),
  })
  .meta({ id: "ApiKey" })

const columns = ["id", "name", "hint", "permissions", "created_at", "last_used_at", "revoked_at"] as const

/** Keys for other systems. A key is shown once, and can do no more than whoever made it. */
export const apiKeyRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/api-keys",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "List API keys",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(apiKey), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          let keys = tx
            .selectFrom("api_keys")
            .select(columns)
            .orderBy("id")
            .limit(query.limit + 1)
          if (query.after) keys = keys.where("id", ">", query.after)
          const page = fields.toPage(await keys.execute(), query.limit)
          return {
            data: page.data.map((row) => ({ ...row, permissions: grantedTo(row.permissions) })),
            next: page.next,
          }
        }),
    )

    app.post(
      "/api-keys",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Make an API key",
          description: "`secret` is in this answer and nowhere else.",
          tags,
          body: z.object({
            name: z.string("a name of 1 to 100 characters").trim().min(1, "a name").max(100, "a name"),
            permissions: z.array(z.enum(permissions)).min(1, "at least one permission"),
          }),
          response: { 201: apiKey.extend({ secret: z.string() }), ...fields.problems },
        },
      },
      async ({ caller, body }, reply) => {
        const beyond = body.permissions.filter((permission) => !caller.permissions.has(permission))
        if (beyond.length > 0) {
          throw new Problem("forbidden", `You cannot give what you do not have: ${beyond.join(", ")}.`, {
            field: "permissions",
          })
        }
        const key = {
          name: body.name,
          permissions: [...new Set(body.permissions)],
          secret: generateApiKey(),
        }
        const row = await db.workspace(caller.workspaceId, async (tx) => {
          const id = await storeApiKey(tx, { workspaceId: caller.workspaceId, ...key, now: clock.now() })
          return tx.selectFrom("api_keys").select(columns).where("id", "=", id).executeTakeFirstOrThrow()
        })
        return reply.status(201).send({ ...row, ...key })
      },
    )

    app.delete(
      "/api-keys/:id",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Revoke an API key",
          description:
            "From this moment it is refused. It stays in the list, so that the audit log can name it.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        const revoked = await db.workspace(caller.workspaceId, (tx) =>
          tx
            .updateTable("api_keys")
            .set(({ fn, val }) => ({ revoked_at: fn.coalesce("revoked_at", val(clock.now())) }))
            .where("id", "=", params.id)
            .returning("id")
            .executeTakeFirst(),
        )
        found(revoked, "API key")
        return reply.status(204).send(null)
      },
    )
  }
