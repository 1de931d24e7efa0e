import { templateCategories } from "@parley/whatsapp/templates"
import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { writtenDefinition } from "./definition.ts"
import { draftsRoutes } from "./drafts/draft-routes.ts"
import { groupsRoutes } from "./groups/group-routes.ts"
import { libraryRoutes } from "./library/library-routes.ts"
import { mediaRoutes } from "./media/media-routes.ts"
import { preview, previewTemplate, previewValues } from "./preview.ts"
import { deleteTemplate } from "./submission/deletion.ts"
import { editTemplate } from "./submission/edit.ts"
import { asFinding, finding } from "./submission/findings.ts"
import { endPause } from "./submission/pause.ts"
import { preflight, runPreflight } from "./submission/preflight.ts"
import { duplicateTemplate, submitTemplate } from "./submission/submission.ts"
import { syncTemplates } from "./sync/sync.ts"
import { asTemplate, findTemplate, listTemplates, template } from "./template.ts"
import { readUses, templateUses } from "./uses.ts"

const tags = ["Templates"]
const { problem, problems } = fields

const businessAccountId = fields.id.describe("A business account, as GET /v1/business-accounts lists them")
const withWarnings = z
  .intersection(template, z.object({ warnings: z.array(finding) }))
  .meta({ id: "SubmittedTemplate" })

const draftId = fields.id
  .optional()
  .describe(
    "The draft that it was written in, as PUT /v1/template-drafts/{id} keeps it: it goes when Meta has the template",
  )

const newTemplate = z
  .intersection(z.object({ business_account_id: businessAccountId, draft_id: draftId }), writtenDefinition)
  .meta({ id: "NewTemplate" })

const preflightRequest = z
  .intersection(
    z.object({
      business_account_id: businessAccountId.optional(),
      template_id: fields.id.optional().describe("The template that is being edited"),
    }),
    writtenDefinition,
  )
  .meta({ id: "TemplatePreflightRequest" })

const syncRequest = z.object({ business_account_id: businessAccountId }).meta({ id: "TemplateSyncRequest" })

const syncReport = z
  .object({
    created: z.number().int(),
    updated: z.number().int(),
    deleted: z.number().int(),
  })
  .meta({ id: "TemplateSyncReport" })

const templateEdit = z
  .object({
    revision: z.int().describe("The `revision` of the template that you have read"),
    category: z.enum(templateCategories).optional().describe("Not of approved templates"),
    components: z
      .array(z.unknown())
      .min(1)
      .optional()
      .describe("All of them, as Meta defines them; `opt_out: true` on a quick reply lets a tap unsubscribe"),
    draft_id: draftId,
    message_send_ttl_seconds: z
      .number()
      .int()
      .optional()
      .describe("Once there is one it can be changed, not taken away"),
  })
  .meta({ id: "TemplateEdit" })

const templateCopy = z
  .object({ name: z.string(), language: z.string().optional() })
  .meta({ id: "TemplateCopy" })

const previewRequest = z.object({ values: previewValues }).meta({ id: "TemplatePreviewRequest" })

export const templatesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    await app.register(groupsRoutes(platform))
    await app.register(draftsRoutes(platform))
    await app.register(libraryRoutes(platform))
    await app.register(mediaRoutes(platform))

    app.post(
      "/templates",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Submit a template to Meta for review",
          description:
            "It is checked first; what Meta would refuse is answered 422 with the `rule` and every finding under `issues`. " +
            "What review may object to is listed under `warnings`.",
          tags,
          body: newTemplate,
          response: { 201: withWarnings, 502: problem, ...problems },
        },
      },
      async ({ body: { business_account_id, draft_id, ...definition }, caller }, reply) => {
        const account = { workspaceId: caller.workspaceId, businessAccountId: business_account_id }
        const { template, warnings } = await submitTemplate(platform, account, definition, draft_id)
        return reply
          .code(201)
          .send({ ...asTemplate(template, clock.now()), warnings: warnings.map(asFinding) })
      },
    )

    app.post(
      "/templates/preflight",
      {
        config: { permission: "templates:read", idempotencyKey: false },
        schema: {
          summary: "Check a template without submitting it",
          description:
            "Every rule of Meta's that a machine can check, what its policies may object to, the category it would " +
            "probably find, and, with a business account, which other templates are in the way.",
          tags,
          body: preflightRequest,
          response: { 200: preflight, ...problems },
        },
      },
      ({ body: { business_account_id, template_id, ...definition }, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          runPreflight(tx, definition, { businessAccountId: business_account_id, templateId: template_id }),
        ),
    )

    app.get(
      "/templates",
      {
        config: { permission: "templates:read" },
        schema: {
          summary: "List templates",
          description: "Deleted templates are listed only with `status=DELETED`.",
          tags,
          querystring: fields.paging.extend({
            name: z.string().max(512).optional(),
            status: z
              .string()
              .transform((list) => list.toUpperCase().split(","))
              .optional()
              .describe("One or, with commas between them, several: PENDING, APPROVED, REJECTED, …"),
            business_account_id: fields.id.optional(),
          }),
          response: { 200: fields.pageOf(template), ...problems },
        },
      },
      async ({ query, caller }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) => listTemplates(tx, query))
        const { data, next } = fields.toPage(rows, query.limit)
        const now = clock.now()
        return { data: data.map((row) => asTemplate(row, now)), next }
      },
    )

    app.post(
      "/templates/sync",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Sync the templates of a business account with Meta",
          tags,
          body: syncRequest,
          response: {
            200: syncReport,
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
        config: { permission: "templates:read" },
        schema: {
          summary: "Read a template",
          tags,
          params: fields.byId,
          response: { 200: template, ...problems },
        },
      },
      async ({ params, caller }) =>
        asTemplate(await db.workspace(caller.workspaceId, (tx) => findTemplate(tx, params.id)), clock.now()),
    )

    app.patch(
      "/templates/:id",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Edit a template",
          description:
            "Meta reviews it again. Approved templates can be edited once in 24 hours and ten times in 30 days, rejected and " +
            "paused ones any number of times. Answers 409 when the template was edited after the given revision.",
          tags,
          params: fields.byId,
          body: templateEdit,
          response: { 200: withWarnings, 502: problem, ...problems },
        },
      },
      async ({ params, body, caller }) => {
        const { template, warnings } = await editTemplate(platform, caller.workspaceId, params.id, body)
        return { ...asTemplate(template, clock.now()), warnings: warnings.map(asFinding) }
      },
    )

    app.post(
      "/templates/:id/duplicate",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Submit a copy of a template under another name or in another language",
          tags,
          params: fields.byId,
          body: templateCopy,
          response: { 201: withWarnings, 502: problem, ...problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const { template, warnings } = await duplicateTemplate(platform, caller.workspaceId, params.id, body)
        return reply
          .code(201)
          .send({ ...asTemplate(template, clock.now()), warnings: warnings.map(asFinding) })
      },
    )

    app.post(
      "/templates/:id/unpause",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "End a pacing pause",
          description:
            "Possible from five minutes after the pause started. Pauses for low quality end by themselves; `can_unpause` says which kind it is.",
          tags,
          params: fields.byId,
          response: { 200: template, 502: problem, ...problems },
        },
      },
      async ({ params, caller }) =>
        asTemplate(await endPause(platform, caller.workspaceId, params.id), clock.now()),
    )

    app.get(
      "/templates/:id/uses",
      {
        config: { permission: "templates:read" },
        schema: {
          summary: "List what uses a template",
          tags,
          params: fields.byId,
          response: { 200: templateUses, ...problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const { id } = await findTemplate(tx, params.id)
          return readUses(tx, platform.rooms, id)
        }),
    )

    app.delete(
      "/templates/:id",
      {
        config: { permission: "templates:write" },
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
        config: { permission: "templates:read", idempotencyKey: false },
        schema: {
          summary: "Preview a template with values",
          tags,
          params: fields.byId,
          body: previewRequest,
          response: { 200: preview, ...problems },
        },
      },
      async ({ params, body, caller }) => {
        const row = await db.workspace(caller.workspaceId, (tx) => findTemplate(tx, params.id))
        return previewTemplate(row, body.values)
      },
    )
  }
