import { Readable } from "node:stream"
import { z } from "zod"
import { found, Problem } from "../platform/errors.ts"
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
  asExport,
  contactExport,
  createExport,
  exportColumns,
  getExport,
  newContactExport,
} from "./exports.ts"
import { exportedFile } from "./run-export.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "desc" },
})

const types = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const

/** Files of contacts. Mounted under /v1. */
export const exportsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Exports"]
    const { problems } = fields
    const config = { permission: "contacts:export" } as const

    app.post(
      "/contact-exports",
      {
        config,
        schema: {
          summary: "Export contacts to a file",
          description:
            "All contacts, or those of a filter, of a list under its filters, or named ones, with the columns that are wanted, as CSV, workbook (.xlsx) or JSON lines. It is " +
            "written in the background and kept for seven days. Imports read it again. Nothing in it is run by a spreadsheet. " +
            "When somebody is erased, all files of the workspace go at once.",
          tags,
          body: newContactExport,
          response: { 202: contactExport, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createExport(tx, {
            workspaceId: caller.workspaceId,
            actor: caller.actor,
            now: platform.clock.now(),
            wanted: body,
          }),
        )
        return reply.status(202).send(created)
      },
    )

    app.get(
      "/contact-exports",
      {
        config,
        schema: {
          summary: "List exports, the newest first",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(contactExport), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          const exports = tx.selectFrom("contact_exports").select(exportColumns)
          const page = await readSortedPage(tx, exports, sorting, query)
          return { ...page, data: page.data.map(asExport) }
        }),
    )

    app.get(
      "/contact-exports/:id",
      {
        config,
        schema: {
          summary: "Read the progress of an export",
          tags,
          params: fields.byId,
          response: { 200: contactExport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getExport(tx, params.id)),
    )

    app.get(
      "/contact-exports/:id/file",
      {
        config,
        schema: {
          summary: "Download the file of an export",
          tags,
          params: fields.byId,
          response: { 200: z.unknown().describe("CSV, JSON lines or a workbook"), ...problems },
        },
      },
      async ({ caller: { workspaceId }, params: { id } }, reply) => {
        const row = await platform.db.workspace(workspaceId, (tx) =>
          tx
            .selectFrom("contact_exports")
            .select(["state", "format", "parts", "bytes", "created_at"])
            .where("id", "=", id)
            .executeTakeFirst(),
        )
        const { state, parts, bytes, created_at, ...rest } = found(row, "export")
        if (state !== "completed") {
          throw new Problem("conflict", `This export is ${state}, so it has no file.`, {
            help: state === "expired" ? "Export the contacts once more." : "Wait until it is completed.",
          })
        }
        const { format } = asExport({ ...rest, state })
        return reply
          .type(types[format])
          .header("content-length", bytes)
          .header(
            "content-disposition",
            `attachment; filename="contacts-${created_at.toISOString().slice(0, 10)}.${format}"`,
          )
          .send(Readable.from(exportedFile(platform, { id, workspaceId, parts })))
      },
    )
  }
