import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { checkPermission } from "../caller.ts"
import { permissionsOf, roleNames } from "../permissions.ts"
import { changeRole, removeMember, selectMembers } from "./members.ts"

const tags = ["Members"]

const member = z
  .object({
    id: fields.id,
    name: z.string(),
    email: z.string(),
    role: z.string(),
    joined_at: fields.timestamp,
    last_seen_at: fields.timestamp.nullable(),
    two_factor_enabled: z.boolean(),
  })
  .meta({ id: "Member" })

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    email: { column: "email", kind: "text" },
    role: { column: "role", kind: "text" },
    last_seen: { column: "last_seen_at", kind: "instant", isNullable: true },
  },
  usual: { sort: "created", order: "asc" },
})

const memberChange = z.object({ role: z.enum(roleNames) }).meta({ id: "MemberChange" })

/** Who may enter the workspace, and as what. Runs in the system's scope where sessions are looked at. */
export const memberRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(rooms)

    app.get(
      "/members",
      {
        config: { permission: "members:read" },
        schema: {
          summary: "List the members of the workspace",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(member), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.system((tx) => readSortedPage(tx, selectMembers(tx, caller.workspaceId), sorting, query)),
    )

    app.patch(
      "/members/:id",
      {
        config: { permission: "members:manage" },
        schema: {
          summary: "Change a member's role",
          tags,
          params: fields.byId,
          body: memberChange,
          response: { 200: member, ...fields.problems },
        },
      },
      ({ caller, params, body }) =>
        db.system((tx) => changeRole(tx, { caller, memberId: params.id, role: body.role, permissions })),
    )

    app.delete(
      "/members/:id",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Remove a member from the workspace",
          description:
            "Takes the permission members:manage, unless you remove yourself. API keys that the member created are revoked.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        if (caller.memberId !== params.id) checkPermission(caller, "members:manage", permissions)
        await db.system((tx) =>
          removeMember(tx, { caller, memberId: params.id, permissions, now: clock.now() }),
        )
        return reply.status(204).send(null)
      },
    )
  }
