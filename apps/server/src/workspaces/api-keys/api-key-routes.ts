import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { withdrawInvitationsOfKey } from "../members/invitations.ts"
import { type Permissions, permissionsOf } from "../permissions.ts"
import { generateApiKey, grantedTo, storeApiKey } from "./api-keys.ts"
import { changeKey } from "./change-key.ts"

const tags = ["API keys"]

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    last_used: { column: "last_used_at", kind: "instant", isNullable: true },
    expires: { column: "expires_at", kind: "instant", isNullable: true },
  },
  usual: { sort: "created", order: "asc" },
})

const expiry = fields.instant.nullable().describe("When it ends, in the future; null: it has no end")

const describeKey = ({ all }: Permissions) =>
  z
    .object({
      id: fields.id,
      name: z.string(),
      hint: z.string().describe("The key's first characters"),
      permissions: z
        .array(z.enum(all))
        .describe("What it may do now: its own permissions, as far as its owner still has them"),
      owner: z
        .object({ id: fields.id, name: z.string().nullable().describe("null: no longer a member") })
        .nullable()
        .describe(
          "The member who answers for it: who created it, unless it was given to another. null: it was created with the installation, or by a key that was",
        ),
      created_at: fields.timestamp,
      last_used_at: fields.timestamp.nullable().describe("To the minute; null: never"),
      expires_at: fields.timestamp.nullable().describe("It is refused from then on; null: it has no end"),
      revoked_at: fields.timestamp.nullable(),
    })
    .meta({ id: "ApiKey" })

const describeNewKey = ({ all }: Permissions) =>
  z
    .object({
      name: fields.name,
      permissions: z.array(z.enum(all)).min(1, "at least one permission"),
      expires_at: expiry.optional(),
    })
    .meta({ id: "NewApiKey" })

const keyChange = z
  .strictObject({
    name: fields.name.optional(),
    owner_id: fields.id.optional().describe("A member of the workspace"),
    expires_at: expiry.optional(),
  })
  .meta({ id: "ApiKeyChange" })

function selectKeys(tx: Tx) {
  return tx
    .selectFrom("api_keys")
    .leftJoin("memberships", (join) =>
      join
        .onRef("memberships.member_id", "=", "api_keys.made_by")
        .onRef("memberships.workspace_id", "=", "api_keys.workspace_id"),
    )
    .leftJoin("members", "members.id", "memberships.member_id")
    .select([
      "api_keys.id",
      "api_keys.name",
      "hint",
      "permissions",
      "api_keys.created_at",
      "last_used_at",
      "expires_at",
      "revoked_at",
      "made_by",
      "members.name as maker",
      "memberships.role as makers_role",
    ])
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof selectKeys>["execute"]>>[number]

function showKey({ maker, makers_role, made_by, ...key }: KeyRow, permissions: Permissions) {
  return {
    ...key,
    permissions: grantedTo({ ...key, made_by, makers_role }, permissions),
    owner: made_by === null ? null : { id: made_by, name: maker },
  }
}

function requireFuture(expiresAt: Date | null | undefined, now: Date): void {
  if (!expiresAt || expiresAt > now) return
  throw new Problem("invalid_request", "This time has passed.", {
    field: "expires_at",
    help: "Choose a later one. To end a key now, revoke it.",
  })
}

/** Keys for other systems. A key is shown once, and can never do more than the member who made it. */
export const apiKeyRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(rooms)
    const apiKey = describeKey(permissions)
    const newApiKey = describeNewKey(permissions)
    const createdApiKey = apiKey.extend({ secret: z.string() }).meta({ id: "CreatedApiKey" })
    const asAnswer = (row: KeyRow) => showKey(row, permissions)

    app.get(
      "/api-keys",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "List API keys",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(apiKey), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const page = await readSortedPage(tx, selectKeys(tx), sorting, query)
          return { ...page, data: page.data.map(asAnswer) }
        }),
    )

    app.post(
      "/api-keys",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Create an API key",
          description: "Only this answer has the `secret`.",
          tags,
          body: newApiKey,
          response: { 201: createdApiKey, ...fields.problems },
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
          madeBy: caller.answerableId,
          expiresAt: body.expires_at ?? undefined,
        }
        requireFuture(body.expires_at, clock.now())
        const row = await db.workspace(caller.workspaceId, async (tx) => {
          const id = await storeApiKey(tx, { workspaceId: caller.workspaceId, ...key, now: clock.now() })
          return selectKeys(tx).where("api_keys.id", "=", id).executeTakeFirstOrThrow()
        })
        return reply.status(201).send({ ...asAnswer(row), secret: key.secret })
      },
    )

    app.get(
      "/api-keys/:id",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Read an API key",
          tags,
          params: fields.byId,
          response: { 200: apiKey, ...fields.problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const row = await selectKeys(tx).where("api_keys.id", "=", params.id).executeTakeFirst()
          return asAnswer(found(row, "API key"))
        }),
    )

    app.patch(
      "/api-keys/:id",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Change an API key",
          description:
            "Its name, its end, and the member who answers for it. A key can do no more than that member: to give it to another one you need all of its permissions yourself.",
          tags,
          params: fields.byId,
          body: keyChange,
          response: { 200: apiKey, ...fields.problems },
        },
      },
      async ({ caller, params, body }) => {
        requireFuture(body.expires_at, clock.now())
        const row = await db.workspace(caller.workspaceId, async (tx) => {
          await changeKey(tx, { caller, id: params.id, change: body, permissions })
          return selectKeys(tx).where("api_keys.id", "=", params.id).executeTakeFirstOrThrow()
        })
        return asAnswer(row)
      },
    )

    app.delete(
      "/api-keys/:id",
      {
        config: { permission: "api_keys:manage" },
        schema: {
          summary: "Revoke an API key",
          description:
            "From this moment it is refused, and invitations that it created are withdrawn. It stays in the list, so that the audit log can name it.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, async (tx) => {
          const revoked = await tx
            .updateTable("api_keys")
            .set(({ fn, val }) => ({ revoked_at: fn.coalesce("revoked_at", val(clock.now())) }))
            .where("id", "=", params.id)
            .returning("id")
            .executeTakeFirst()
          await withdrawInvitationsOfKey(tx, found(revoked, "API key").id)
        })
        return reply.status(204).send(null)
      },
    )
  }
