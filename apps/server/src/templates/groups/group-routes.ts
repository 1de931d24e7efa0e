import { z } from "zod"
import { fields, type Routes, readSortedPage, sortedPageOf, sortedPaging } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { asGroup, declareFallback, findGroup, selectGroups, sorting, templateGroup } from "./groups.ts"

const tags = ["Templates"]
const upper = z
  .string()
  .transform((value) => value.toUpperCase())
  .optional()

const groupChange = z
  .strictObject({ fallback_language: z.string().nullable() })
  .meta({ id: "TemplateGroupChange" })

/** One name, many languages. */
export const groupsRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/template-groups",
      {
        config: { permission: "templates:read" },
        schema: {
          summary: "List templates by name, each with its languages",
          description: "Filters find a group when one of its templates is of that kind.",
          tags,
          querystring: sortedPaging(sorting).extend({
            search: z.string().trim().min(1).max(200).optional().describe("In names and texts"),
            status: upper,
            category: upper,
            business_account_id: fields.id.optional(),
          }),
          response: { 200: sortedPageOf(templateGroup), ...fields.problems },
        },
      },
      async ({ query, caller }) => {
        const page = await db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectGroups(query), sorting, query),
        )
        return { ...page, data: page.data.map(asGroup) }
      },
    )

    app.get(
      "/template-groups/:id",
      {
        config: { permission: "templates:read" },
        schema: {
          summary: "Read a template's languages",
          tags,
          params: fields.byId,
          response: { 200: templateGroup, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => findGroup(tx, params.id)),
    )

    app.patch(
      "/template-groups/:id",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Declare the fall-back language",
          description: "Contacts whose language has no template get this one.",
          tags,
          params: fields.byId,
          body: groupChange,
          response: { 200: templateGroup, ...fields.problems },
        },
      },
      ({ params, body, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await declareFallback(tx, params.id, body.fallback_language)
          return findGroup(tx, params.id)
        }),
    )
  }
