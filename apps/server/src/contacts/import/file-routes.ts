import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { contactImport } from "./imports.ts"
import { importPreview, previewBytes, previewImport } from "./preview.ts"
import { shortSettings } from "./settings.ts"
import { storeUpload } from "./upload.ts"

/** What browsers and tools call files of rows. */
const fileTypes = [
  "text/csv",
  "text/tab-separated-values",
  "text/plain",
  "application/csv",
  "application/vnd.ms-excel",
  "application/octet-stream",
  "application/x-ndjson",
  "application/jsonl",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]

/** The two requests whose body is a file. */
export const fileRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const problems = { ...fields.problems, 413: fields.problem, 415: fields.problem }
    // The file stays in the socket until someone reads it.
    app.addContentTypeParser(fileTypes, (_request, _file, done) => done(null))

    app.put(
      "/imports/:id/file",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Upload the file of an import",
          description:
            "CSV whatever its delimiter, encoding and line ends, or JSON lines (an object a line), at most 1 GB; or a workbook of " +
            "Excel (.xlsx) of at most 25 MB, of which the first sheet is read. Which of them it is, is found out by what is in it. " +
            "Answers when the whole file is stored, and the import is queued (or ready, where somebody is to look at it first): a worker imports it in the background, and `GET /imports/{id}` tells its progress. Rows that cannot be " +
            "imported are kept apart and never stop the file. An import whose upload was cut off, or whose file could not be read " +
            "as a whole, is `failed` with a `failure_code`; give it its file again then.",
          tags,
          consumes: fileTypes,
          params: fields.byId,
          response: { 202: contactImport, ...problems },
        },
      },
      async ({ caller, params, raw, headers }, reply) => {
        const queued = await storeUpload(platform, {
          workspaceId: caller.workspaceId,
          importId: params.id,
          file: raw,
          announcedBytes: Number(headers["content-length"] ?? 0),
        })
        return reply.status(202).send(queued)
      },
    )

    app.post(
      "/imports/preview",
      {
        config: { permission: "contacts:write", idempotencyKey: false },
        schema: {
          summary: "Preview the import of a file",
          description:
            `Send the first ${previewBytes} bytes of the file, or all of it when it is shorter. Nothing is stored. A file that could ` +
            "not be read as a whole answers 422 with `failure_code`.",
          tags,
          consumes: fileTypes,
          querystring: z.object(shortSettings),
          response: { 200: importPreview, ...problems },
        },
      },
      ({ caller, query, raw }) =>
        previewImport(platform, caller.workspaceId, raw, {
          ...query,
          columns: null,
          now: platform.clock.now(),
        }),
    )
  }
