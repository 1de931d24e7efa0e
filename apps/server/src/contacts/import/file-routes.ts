import type { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { contactImport } from "./imports.ts"
import { importPreview, previewBytes, previewImport } from "./preview.ts"
import { storeUpload } from "./upload.ts"

/** What browsers and tools call a CSV file. */
const fileTypes = [
  "text/csv",
  "text/tab-separated-values",
  "text/plain",
  "application/csv",
  "application/vnd.ms-excel",
  "application/octet-stream",
]

/** What an import is told about its file. */
type Settings = z.ZodType<{
  subscription_group_id: string | null
  consent_source: string | null
  default_country: string | null
}>

/** The two requests whose body is a file. */
export const fileRoutes =
  (platform: Platform, settings: Settings): Routes =>
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
            "CSV, whatever its delimiter and line ends, at most 1 GB. Answers when the whole file is stored, and the import is " +
            "queued: a worker imports it in the background, and `GET /imports/{id}` tells its progress. Rows that cannot be " +
            "imported are kept apart and never stop the file. An import whose upload was cut off, or whose file could not be read " +
            "as a whole, is `failed` with a `failure_code`; give it its file again then.",
          tags,
          consumes: ["text/csv"],
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
          consumes: ["text/csv"],
          querystring: settings,
          response: { 200: importPreview, ...problems },
        },
      },
      ({ query, raw }) =>
        previewImport(raw, {
          subscriptionGroupId: query.subscription_group_id,
          consentSource: query.consent_source,
          defaultCountry: query.default_country,
          now: platform.clock.now(),
        }),
    )
  }
