import { parsePhone } from "@parley/whatsapp/phone"
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
import { lengths } from "../contact.ts"
import { readCountry } from "../locale.ts"
import { fileRoutes } from "./file-routes.ts"
import { asImport, contactImport, createImport, getImport, selectImports } from "./imports.ts"
import { cancelImport } from "./progress.ts"
import { refusedRoutes } from "./refused-routes.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, file_name: { column: "file_name", kind: "text" } },
  usual: { sort: "created", order: "desc" },
})

const text = (max: number) => z.string().trim().min(1).max(max)

const settings = {
  subscription_group_id: fields.id
    .nullable()
    .default(null)
    .describe("The list that the file's subscription_state is about; needed when it has that column"),
  consent_source: text(lengths.source)
    .nullable()
    .default(null)
    .describe("Where the consent of rows without consent_source comes from, such as web_form_2025"),
  default_country: z
    .string()
    .refine(
      (code) => readCountry(code) !== undefined && hasPhones(code),
      "must be a country code of two letters, such as DE",
    )
    .transform((code) => readCountry(code) ?? code)
    .nullable()
    .default(null)
    .describe("The country of phones in national notation"),
}
const body = z.strictObject({ file_name: text(255), ...settings }).meta({ id: "NewImport" })

function hasPhones(country: string): boolean {
  const parsed = parsePhone("0", readCountry(country))
  return parsed.ok || parsed.reason !== "invalid_country"
}

/** Imports of contacts from CSV files. Mounted under /v1. */
export const importsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Imports"]
    const { problems } = fields
    app.register(fileRoutes(platform, z.object(settings)))
    app.register(refusedRoutes(platform))

    app.post(
      "/imports",
      {
        config: { permission: "contacts:write" },
        schema: { summary: "Start an import", tags, body, response: { 201: contactImport, ...problems } },
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
          description: "It may be waiting, queued or running. What was imported stays.",
          tags,
          params: fields.byId,
          response: { 200: contactImport, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, (tx) => cancelImport(tx, params.id, platform.clock.now())),
    )
  }
