import { Readable } from "node:stream"
import type { FastifyReply } from "fastify"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { listWarnings } from "./batch/keep-faults.ts"
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
const warning = z
  .object({
    column: z.string(),
    code: z.string(),
    count: z.int(),
    first_line: z.int(),
    reason: z.string().describe("Of the first"),
  })
  .meta({ id: "ImportWarning" })
const warnings = z.object({ data: z.array(warning) })
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

    const send = async (workspaceId: string, id: string, isCsv: boolean, reply: FastifyReply) => {
      await platform.db.workspace(workspaceId, (tx) => getImport(tx, id))
      const file = await refusedFile(platform, workspaceId, id, isCsv)
      return reply
        .type(file.type)
        .header("content-disposition", `attachment; filename="refused-${id}.${file.extension}"`)
        .send(Readable.from(file.pieces))
    }

    app.get(
      "/imports/:id/refused.csv",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Download the rows that were refused as CSV, with line, code and reason",
          tags,
          params: fields.byId,
          response: { 200: z.unknown().describe("text/csv"), ...problems },
        },
      },
      ({ caller, params }, reply) => send(caller.workspaceId, params.id, true, reply),
    )

    app.get(
      "/imports/:id/refused-file",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Download the rows that were refused as a file of the kind that was imported",
          tags,
          params: fields.byId,
          response: { 200: z.unknown().describe("CSV, JSON lines or a workbook"), ...problems },
        },
      },
      ({ caller, params }, reply) => send(caller.workspaceId, params.id, false, reply),
    )

    app.get(
      "/imports/:id/warnings",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the kinds of cells that were left out of rows that were taken",
          tags,
          params: fields.byId,
          response: { 200: warnings, ...problems },
        },
      },
      ({ caller, params: { id } }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          await getImport(tx, id)
          return { data: await listWarnings(tx, id) }
        }),
    )
  }
