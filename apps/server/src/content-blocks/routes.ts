import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import {
  changeBlock,
  contentBlock,
  contentBlockChange,
  createBlock,
  deleteBlock,
  getBlock,
  newContentBlock,
  selectBlocks,
} from "./blocks.ts"
import { contentBlockUse, usesOfBlock } from "./uses.ts"

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    updated: { column: "updated_at", kind: "instant" },
  },
  usual: { sort: "created", order: "desc" },
})
const listQuery = sortedPaging(sorting).extend({
  search: z.string().trim().min(1).max(200).optional().describe("In names, descriptions and tags"),
})
const uses = z.object({ data: z.array(contentBlockUse) }).meta({ id: "ContentBlockUses" })

/** Texts that contents share. Mounted under /v1. */
export const contentBlocksRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Content blocks"]
    const { problems } = fields
    const read = { permission: "content_blocks:read" } as const
    const write = { permission: "content_blocks:write" } as const
    const scopeOf = (workspaceId: string) => ({
      workspaceId,
      rooms: platform.rooms,
      now: platform.clock.now(),
    })

    app.get(
      "/content-blocks",
      {
        config: read,
        schema: {
          summary: "List content blocks",
          tags,
          querystring: listQuery,
          response: { 200: sortedPageOf(contentBlock), ...problems },
        },
      },
      ({ caller, query: { search, ...paging } }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectBlocks(search), sorting, paging),
        ),
    )

    app.post(
      "/content-blocks",
      {
        config: write,
        schema: {
          summary: "Create a content block",
          description:
            "Contents put its text in the place of {{content_blocks.${name}}}. Blocks may be in blocks, three levels deep.",
          tags,
          body: newContentBlock,
          response: { 201: contentBlock, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createBlock(tx, scopeOf(caller.workspaceId), body),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/content-blocks/:id",
      {
        config: read,
        schema: {
          summary: "Read a content block",
          tags,
          params: fields.byId,
          response: { 200: contentBlock, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getBlock(tx, params.id)),
    )

    app.patch(
      "/content-blocks/:id",
      {
        config: write,
        schema: {
          summary: "Change a content block",
          description: "Messages that are composed from then on have the new text.",
          tags,
          params: fields.byId,
          body: contentBlockChange,
          response: { 200: contentBlock, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          changeBlock(tx, { ...scopeOf(caller.workspaceId), id: params.id }, body),
        ),
    )

    app.delete(
      "/content-blocks/:id",
      {
        config: write,
        schema: {
          summary: "Delete a content block",
          description: "Refused while something uses it; `uses` names what.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller: { workspaceId }, params: { id } }, reply) => {
        await platform.db.workspace(workspaceId, (tx) => deleteBlock(tx, platform.rooms, { workspaceId, id }))
        return reply.status(204).send(null)
      },
    )

    app.get(
      "/content-blocks/:id/uses",
      {
        config: read,
        schema: {
          summary: "Read what uses a content block",
          tags,
          params: fields.byId,
          response: { 200: uses, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => ({
          data: await usesOfBlock(tx, platform.rooms, await getBlock(tx, params.id)),
        })),
    )
  }
