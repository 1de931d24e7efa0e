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
import { fileRoutes } from "./file-routes.ts"
import { asImport, contactImport, createImport, getImport, selectImports } from "./imports.ts"
import { cancelImport } from "./progress.ts"
import { readyRoutes } from "./ready-routes.ts"
import { refusedRoutes } from "./refused-routes.ts"
import { requireMaySubscribe, settings } from "./settings.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, file_name: { column: "file_name", kind: "text" } },
  usual: { sort: "created", order: "desc" },
})

const body = z
  .strictObject({
    file_name: z.string().trim().min(1).max(255),
    ...settings,
    starts_itself: z
      .boolean()
      .default(true)
      .describe(
        "Whether it starts when its file is there. Otherwise it is ready then, to be looked at and started",
      ),
  })
  .meta({ id: "NewImport" })

/** Imports of contacts from files. Mounted under /v1. */
export const importsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const { problems } = fields
    app.register(fileRoutes(platform))
    app.register(readyRoutes(platform))
    app.register(refusedRoutes(platform))

    app.post(
      "/imports",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Start an import",
          description:
            "With a subscription group and its consent it takes the permission subscriptions:write as well.",
          tags,
          body,
          response: { 201: contactImport, ...problems },
        },
      },
      async ({ caller, body: { file_name, starts_itself, ...given } }, reply) => {
        requireMaySubscribe(caller, given, platform.rooms)
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createImport(tx, {
            workspaceId: caller.workspaceId,
            fileName: file_name,
            settings: given,
            startsItself: starts_itself,
            actor: caller.actor,
            now: platform.clock.now(),
          }),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/imports",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List imports, the newest first",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(contactImport), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          const page = await readSortedPage(tx, selectImports(tx), sorting, query)
          return { ...page, data: page.data.map(asImport) }
        }),
    )

    app.get(
      "/imports/:id",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read the progress of an import",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getImport(tx, params.id)),
    )

    app.post(
      "/imports/:id/cancel",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Cancel an import",
          description: "At any time before its end. What was imported stays; it can be undone.",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, (tx) => cancelImport(tx, params.id, platform.clock.now())),
    )
  }
