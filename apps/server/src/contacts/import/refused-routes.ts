import { Readable } from "node:stream"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { getImport } from "./imports.ts"
import { listRefused, refusedFile } from "./refused-file.ts"

const refusedRow = z
  .object({
    line: z.int().describe("Of the file, from 1"),
    code: z.string(),
    reason: z.string(),
    cells: z.array(z.string()).describe("The row as it is in the file"),
  })
  .meta({ id: "RefusedRow" })
const query = z.object({
  after: z.coerce.number().int().min(0).default(0).describe("Continue after this line"),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
const page = z.object({
  data: z.array(refusedRow),
  next: z.int().nullable().describe("`after` of the next page; null on the last"),
})

/** The rows that an import did not take: to look at, and to fix. */
export const refusedRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const { problems } = fields

    app.get(
      "/imports/:id/refused-rows",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the rows that were refused, with line, code and reason",
          tags,
          params: fields.byId,
          querystring: query,
          response: { 200: page, ...problems },
        },
      },
      ({ caller, params: { id }, query: { after, limit } }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          await getImport(tx, id)
          const rows = await listRefused(tx, id, { after, limit: limit + 1 })
          const data = rows.slice(0, limit)
          return { data, next: rows.length > limit ? (data.at(-1)?.line ?? null) : null }
        }),
    )

    app.get(
      "/imports/:id/refused.csv",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Download the rows that were refused, with line, code and reason",
          tags,
          params: fields.byId,
          response: { 200: z.unknown().describe("text/csv"), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await platform.db.workspace(caller.workspaceId, (tx) => getImport(tx, params.id))
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="refused-${params.id}.csv"`)
          .send(Readable.from(refusedFile(platform, caller.workspaceId, params.id)))
      },
    )
  }
