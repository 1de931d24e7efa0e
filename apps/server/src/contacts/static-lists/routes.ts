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
import {
  changeList,
  createList,
  deleteList,
  getList,
  list,
  listChange,
  newList,
  selectLists,
} from "./lists.ts"
import { changeMembers, membersChange, membersChanged } from "./members.ts"

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    members: { column: "members", kind: "number" },
  },
  usual: { sort: "created", order: "desc" },
})

/** Static lists of contacts. Mounted under /v1. */
export const listsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Lists"]
    const { problems } = fields
    const read = { permission: "contacts:read" } as const
    const write = { permission: "contacts:write" } as const

    app.get(
      "/lists",
      {
        config: read,
        schema: {
          summary: "List static lists",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(list), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectLists(tx), sorting, query),
        ),
    )

    app.post(
      "/lists",
      {
        config: write,
        schema: {
          summary: "Create a static list",
          tags,
          body: newList,
          response: { 201: list, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createList(tx, caller.workspaceId, body, platform.clock.now()),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/lists/:id",
      {
        config: read,
        schema: {
          summary: "Read a static list",
          tags,
          params: fields.byId,
          response: { 200: list, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getList(tx, params.id)),
    )

    app.patch(
      "/lists/:id",
      {
        config: write,
        schema: {
          summary: "Rename or describe a static list",
          tags,
          params: fields.byId,
          body: listChange,
          response: { 200: list, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          changeList(tx, params.id, body, platform.clock.now()),
        ),
    )

    app.delete(
      "/lists/:id",
      {
        config: write,
        schema: {
          summary: "Delete a static list",
          description: "Its contacts stay. Refused while a segment selects by it.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await platform.db.workspace(caller.workspaceId, (tx) => deleteList(tx, platform.rooms, params.id))
        return reply.status(204).send(null)
      },
    )

    app.post(
      "/lists/:id/members",
      {
        config: write,
        schema: {
          summary: "Put contacts on a static list, and take contacts off it",
          description: "By ids, external ids or both. A contact that is named twice is on it once.",
          tags,
          params: fields.byId,
          body: membersChange,
          response: { 200: membersChanged, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          changeMembers(
            tx,
            { workspaceId: caller.workspaceId, listId: params.id, now: platform.clock.now() },
            body,
          ),
        ),
    )
  }
