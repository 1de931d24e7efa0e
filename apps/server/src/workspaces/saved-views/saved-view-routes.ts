import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { Caller } from "../caller.ts"
import { deleteView, listViews, saveView } from "./saved-views.ts"

const tags = ["Members"]

const list = z
  .string()
  .regex(/^[a-z][a-z-]{0,49}$/, "a list such as contacts")
  .describe("Such as contacts")
const search = z
  .record(z.string().min(1).max(50), z.string().max(200))
  .refine((parameters) => Object.keys(parameters).length <= 30, "must have at most 30 parameters")
  .describe("What the list is narrowed to and sorted by: the parameters of its address in the dashboard")
const view = {
  list,
  name: fields.name,
  search,
  hidden_columns: z
    .array(z.string().min(1).max(100))
    .max(100)
    .describe("Headings of columns that are left out"),
}

const newView = z.strictObject(view).meta({ id: "NewSavedView" })
const savedView = z.object({ id: fields.id, ...view }).meta({ id: "SavedView" })

/** How each member likes to look at a list. Members have their own. */
export const savedViewRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/saved-views",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "List your views of a list",
          tags,
          querystring: z.object({ list }),
          response: { 200: z.object({ data: z.array(savedView) }), ...fields.problems },
        },
      },
      async ({ caller, query }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) =>
          listViews(tx, ownerOf(caller), query.list),
        )
        return { data: rows.map(asView) }
      },
    )

    app.post(
      "/saved-views",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Save a view of a list",
          description: "It takes the place of your view of that name, if you have one.",
          tags,
          body: newView,
          response: { 201: savedView, ...fields.problems },
        },
      },
      async ({ caller, body }, reply) => {
        const saved = await db.workspace(caller.workspaceId, (tx) =>
          saveView(tx, ownerOf(caller), body, clock.now()),
        )
        return reply.status(201).send(asView(saved))
      },
    )

    app.delete(
      "/saved-views/:id",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Delete one of your views",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteView(tx, ownerOf(caller), params.id))
        return reply.status(204).send(null)
      },
    )
  }

const asView = <Row extends { search: unknown }>(row: Row) => ({ ...row, search: search.parse(row.search) })

/** @throws Problem forbidden to API keys, which look at nothing */
function ownerOf({ workspaceId, memberId }: Caller) {
  if (memberId === undefined) {
    throw new Problem("forbidden", "Views belong to members, not to API keys.", {
      help: "Sign in to the dashboard to save views.",
    })
  }
  return { workspaceId, memberId }
}
