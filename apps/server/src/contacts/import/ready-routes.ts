import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { importKinds } from "./file/column-names.ts"
import { encodings } from "./file/encoding.ts"
import { contactImport } from "./imports.ts"
import { importPreview, previewStored } from "./preview.ts"
import { pauseImport, queueReady, resumeImport } from "./progress.ts"
import { sampleFile } from "./sample-file.ts"
import { importSettings, requireMaySubscribe } from "./settings.ts"
import { undoImport } from "./undo.ts"

const start = importSettings
  .extend({ dry_run: z.boolean().default(false).describe("Only count what would happen, and write nothing") })
  .meta({ id: "ImportStart" })

const storedForm = z.object({
  kind: z.enum(importKinds),
  format: z.enum(["csv", "jsonl", "xlsx"]),
  encoding: z.enum(encodings),
})

/** What is done with an import that has its file. */
export const readyRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const { problems } = fields
    const write = { permission: "contacts:write" } as const

    app.post(
      "/imports/:id/preview",
      {
        config: { ...write, idempotencyKey: false },
        schema: {
          summary: "Preview an import that is ready",
          description:
            "Reads the start of the file as these settings would have it, and stores nothing: what each column becomes, the first " +
            "rows, what would be refused or left out, and how many subscribe.",
          tags,
          params: fields.byId,
          body: importSettings,
          response: { 200: importPreview, ...problems },
        },
      },
      async ({ caller: { workspaceId }, params, body }) => {
        const { kind, ...form } = await formOf(platform, workspaceId, params.id)
        return previewStored(
          platform,
          { workspaceId, importId: params.id, form },
          { ...body, kind: body.kind ?? kind, now: platform.clock.now() },
        )
      },
    )

    app.post(
      "/imports/:id/start",
      {
        config: write,
        schema: {
          summary: "Start an import that is ready, or a dry run of it",
          description:
            "What is not said here is as for a new import, but for the kind. A dry run reads the whole file and counts what importing " +
            "it would do; the import is ready again then, with these counts.",
          tags,
          params: fields.byId,
          body: start,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params, body: { dry_run, ...settings } }) => {
        requireMaySubscribe(caller, settings, platform.rooms)
        return platform.db.workspace(caller.workspaceId, (tx) =>
          queueReady(tx, params.id, { settings, isDryRun: dry_run }),
        )
      },
    )

    app.post(
      "/imports/:id/pause",
      {
        config: write,
        schema: {
          summary: "Pause an import",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => pauseImport(tx, params.id)),
    )

    app.post(
      "/imports/:id/resume",
      {
        config: write,
        schema: {
          summary: "Go on with a paused import",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => resumeImport(tx, params.id)),
    )

    app.post(
      "/imports/:id/undo",
      {
        config: write,
        schema: {
          summary: "Take back what an import created, recorded and added",
          description:
            "The events that it recorded are removed, also from counts, sums and live segments. The contacts that it created are deleted, but " +
            "for those to which something has happened since: a contact who was changed, wrote, was written to, did something else or " +
            "said something else about messages stays. The tags and lists that it added to other contacts are taken off again, but not " +
            "what they had before or were given again since. Fields, attributes and consent that it changed of contacts who were there before stay.",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => undoImport(tx, params.id)),
    )

    app.get(
      "/imports/sample.csv",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Download a file as imports read it, to start from",
          tags,
          querystring: z.object({ kind: z.enum(importKinds).default("contacts") }),
          response: { 200: z.unknown().describe("text/csv"), ...problems },
        },
      },
      ({ query: { kind } }, reply) =>
        reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="${kind}.csv"`)
          .send(sampleFile(kind)),
    )
  }

/** @throws Problem not_found; conflict when the file is not there, or not any more */
async function formOf({ db }: Pick<Platform, "db">, workspaceId: string, id: string) {
  const row = await db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("imports")
      .select(["state", "kind", "format", "encoding"])
      .where("id", "=", id)
      .executeTakeFirst(),
  )
  if (!row) throw new Problem("not_found", "There is no such import.")
  const form = storedForm.safeParse(row)
  if (row.state === "ready" && form.success) return form.data
  throw new Problem("conflict", `This import is ${row.state}; a preview needs one that is ready.`, {
    help: "Create an import with starts_itself false, and upload its file.",
  })
}
