import { z } from "zod"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { draft, draftSummary, draftWritten, dropDraft, findDraft, listDrafts, saveDraft } from "./drafts.ts"

const tags = ["Templates"]
const { problem, problems } = fields

/** Templates that are still being written. */
export const draftsRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/template-drafts",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "List drafts of templates",
          description: "Newest first: what members are still writing, in the dashboard or anywhere else.",
          tags,
          querystring: fields.paging.extend({
            template_id: fields.id.optional().describe("The draft of a change of this template"),
          }),
          response: { 200: fields.pageOf(draftSummary), ...problems },
        },
      },
      async ({ query, caller }) =>
        fields.toPage(await db.workspace(caller.workspaceId, (tx) => listDrafts(tx, query)), query.limit),
    )

    app.get(
      "/template-drafts/:id",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Read a draft",
          tags,
          params: fields.byId,
          response: { 200: draft, ...problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => findDraft(tx, params.id)),
    )

    app.put(
      "/template-drafts/:id",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Save a draft",
          description:
            "Under an id of your own: the first time makes it, and the same again is no harm. Meta does not see it; " +
            "`POST /v1/templates` or `PATCH /v1/templates/{id}` with its id as `draft_id` submits what it says and takes it away. " +
            "Answers 413 when it is too large.",
          tags,
          params: fields.byId,
          body: draftWritten,
          response: { 200: draft, 413: problem, ...problems },
        },
      },
      ({ params, body, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          saveDraft(tx, params.id, body, {
            workspaceId: caller.workspaceId,
            memberId: caller.memberId,
            now: clock.now(),
          }),
        ),
    )

    app.delete(
      "/template-drafts/:id",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Discard a draft",
          tags,
          params: fields.byId,
          response: { 204: z.null().describe("Discarded"), ...problems },
        },
      },
      async ({ params, caller }, reply) => {
        const isDropped = await db.workspace(caller.workspaceId, (tx) => dropDraft(tx, params.id))
        found(isDropped || undefined, "template draft")
        return reply.code(204).send(null)
      },
    )
  }
