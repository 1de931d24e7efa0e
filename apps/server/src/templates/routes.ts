import { templateDraftSchema } from "@parley/whatsapp"
import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { deleteTemplate } from "./deletion.ts"
import { preview, previewTemplate, previewValues } from "./preview.ts"
import { submitTemplate } from "./submission.ts"
import { syncTemplates } from "./sync.ts"
import { asTemplate, findTemplate, listTemplates, template } from "./template.ts"

const tags = ["Templates"]
const { problem, problems } = fields

const businessAccountId = fields.id.describe("A business account, as GET /v1/business_accounts lists them")

const issue = z.object({ rule: z.string(), field: z.string(), message: z.string() })

export const templatesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db } = platform

    app.post(
      "/templates",
      {
        schema: {
          summary: "Submit a template to Meta for review",
          description:
            "It is checked first; what Meta would refuse is answered 422 with the `rule` and every finding under `issues`. " +
            "What review may object to is listed under `warnings`.",
          tags,
          body: z.intersection(z.object({ business_account_id: businessAccountId }), templateDraftSchema),
          response: {
            201: z.intersection(template, z.object({ warnings: z.array(issue) })),
            502: problem,
            ...problems,
          },
        },
      },
      async ({ body: { business_account_id, ...definition }, caller }, reply) => {
        const account = { workspaceId: caller.workspaceId, businessAccountId: business_account_id }
        const submitted = await submitTemplate(platform, account, definition)
        const warnings = submitted.warnings.map(({ rule, at, message }) => ({
          rule,
          field: at.join("."),
          message,
        }))
        return reply.code(201).send({ ...asTemplate(submitted.template), warnings })
      },
    )

    app.get(
      "/templates",
      {
        schema: {
          summary: "List templates",
          description: "Deleted templates are listed only with `status=DELETED`.",
          tags,
          querystring: fields.paging.extend({
            name: z.string().max(512).optional(),
            status: z
              .string()
              .transform((status) => status.toUpperCase())
              .optional(),
            business_account_id: fields.id.optional(),
          }),
          response: { 200: fields.pageOf(template), ...problems },
        },
      },
      async ({ query, caller }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) => listTemplates(tx, query))
        const { data, next } = fields.toPage(rows, query.limit)
        return { data: data.map(asTemplate), next }
      },
    )

    app.post(
      "/templates/sync",
      {
        schema: {
          summary: "Make the templates of a business account what they are at Meta",
          tags,
          body: z.object({ business_account_id: businessAccountId }),
          response: {
            200: z.object({
              created: z.number().int(),
              updated: z.number().int(),
              deleted: z.number().int(),
            }),
            502: problem,
            ...problems,
          },
        },
      },
      ({ body, caller }) => syncTemplates(platform, caller.workspaceId, body.business_account_id),
    )

    app.get(
      "/templates/:id",
      {
        schema: {
          summary: "Read a template",
          tags,
          params: fields.byId,
          response: { 200: template, ...problems },
        },
      },
      async ({ params, caller }) =>
        asTemplate(await db.workspace(caller.workspaceId, (tx) => findTemplate(tx, params.id))),
    )

    app.delete(
      "/templates/:id",
      {
        schema: {
          summary: "Delete a template at Meta and here",
          description: "Refused while a launch or a waiting message needs it.",
          tags,
          params: fields.byId,
          response: { 204: z.null().describe("Deleted"), 502: problem, ...problems },
        },
      },
      async ({ params, caller }, reply) => {
        await deleteTemplate(platform, caller.workspaceId, params.id)
        return reply.code(204).send(null)
      },
    )

    app.post(
      "/templates/:id/preview",
      {
        schema: {
          summary: "See a template with values filled in",
          tags,
          params: fields.byId,
          body: z.object({ values: previewValues }),
          response: { 200: preview, ...problems },
        },
      },
      async ({ params, body, caller }) => {
        const row = await db.workspace(caller.workspaceId, (tx) => findTemplate(tx, params.id))
        return previewTemplate(row, body.values)
      },
    )
  }
