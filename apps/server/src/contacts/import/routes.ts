import { Readable } from "node:stream"
import { parsePhone } from "@parley/whatsapp"
import { z } from "zod"
import { actingAs, Leases } from "../../platform/database/index.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { LENGTHS } from "../contact.ts"
import { readCountry } from "../locale.ts"
import { contactImport, createImport, getImport, listImports } from "./imports.ts"
import { refusedFile } from "./refused-file.ts"
import { runImport } from "./run-import.ts"

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "text without NUL or broken characters")

const body = z.strictObject({
  file_name: text(255),
  subscription_group_id: fields.id
    .nullable()
    .default(null)
    .describe("The list that the file's subscription_state is about; needed when it has that column"),
  consent_source: text(LENGTHS.source)
    .nullable()
    .default(null)
    .describe("Where the consent of rows without consent_source comes from, such as web_form_2025"),
  default_country: z
    .string()
    .refine(
      (code) => readCountry(code) !== undefined && hasPhones(code),
      "a country as ISO 3166-1 alpha-2, such as DE",
    )
    .transform((code) => readCountry(code) ?? code)
    .nullable()
    .default(null)
    .describe("The country of phones in national notation"),
})

function hasPhones(country: string): boolean {
  const parsed = parsePhone("0", readCountry(country))
  return parsed.ok || parsed.reason !== "invalid_country"
}

/** What browsers and tools call a CSV file. */
const fileTypes = [
  "text/csv",
  "text/tab-separated-values",
  "text/plain",
  "application/csv",
  "application/vnd.ms-excel",
  "application/octet-stream",
]

/** Imports of contacts from CSV files. Mounted under /v1. */
export const importsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const { problems } = fields
    const leases = new Leases(platform.databaseUrl)
    app.addHook("onClose", () => leases.close())
    // The file stays in the socket until the import reads it.
    app.addContentTypeParser(fileTypes, (_request, _file, done) => done(null))

    app.post(
      "/imports",
      {
        config: { permission: "contacts:write" },
        schema: { summary: "Begin an import", tags, body, response: { 201: contactImport, ...problems } },
      },
      async ({ caller, body }, reply) => {
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createImport(tx, {
            workspaceId: caller.workspaceId,
            fileName: body.file_name,
            subscriptionGroupId: body.subscription_group_id,
            consentSource: body.consent_source,
            defaultCountry: body.default_country,
            actor: caller.actor,
            now: platform.clock.now(),
          }),
        )
        return reply.status(201).send(created)
      },
    )

    app.put(
      "/imports/:id/file",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Upload the file of an import",
          description:
            "CSV, whatever its delimiter and line ends. Answers when the whole file is imported; `GET /imports/{id}` tells " +
            "how far it is meanwhile. Rows that cannot be taken are kept apart and never stop the file. A file that cannot " +
            "be read as a whole answers 422 with `failure_code`, and the import is `failed`; give it another file then.",
          tags,
          consumes: ["text/csv"],
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      // The audit log has the import. A record for each of its contacts would make it ten times as slow (100,000
      // contacts in one statement: 3 s without, 35 s with, measured).
      ({ caller, params, raw }) =>
        actingAs(undefined, () =>
          runImport(
            platform,
            leases,
            { workspaceId: caller.workspaceId, importId: params.id, actor: caller.actor },
            raw,
          ),
        ),
    )

    app.get(
      "/imports",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List imports",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(contactImport), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) =>
          fields.toPage(await listImports(tx, query), query.limit),
        ),
    )

    app.get(
      "/imports/:id",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read how far an import is",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getImport(tx, params.id)),
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
