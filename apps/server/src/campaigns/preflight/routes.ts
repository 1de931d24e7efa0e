import { Readable } from "node:stream"
import { z } from "zod"
import { fields, type Routes, sortedPageOf } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { isSandbox } from "../costs/imaginary-card.ts"
import { check, createCheck, newCheck, readCheck } from "./checks.ts"
import {
  peopleFile,
  preflightFileQuery,
  preflightPeopleQuery,
  preflightPerson,
  readAsked,
  readPeople,
} from "./people.ts"
import { readPreflight } from "./preflight.ts"
import { preflight, preflightQuery } from "./preflight-shapes.ts"

const tags = ["Campaigns"]

export const preflightRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config } = platform
    app.get(
      "/campaigns/:id/preflight",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "What a launch of a campaign would do, and what stands in its way",
          description:
            "Who is reached and who is not, by reason; languages, templates, how long it takes, and each problem with the field it " +
            "concerns. Also of a draft that lacks something.",
          tags,
          params: fields.byId,
          querystring: preflightQuery,
          response: { 200: preflight, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readPreflight(tx, { campaignId: params.id, now: clock.now(), isSandbox: isSandbox(config) }, query),
        ),
    )

    app.get(
      "/campaigns/:id/preflight/people",
      {
        // It has names and phones.
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read which people a launch would reach, or which not and why",
          description: "Those behind one number of the preflight.",
          tags,
          params: fields.byId,
          querystring: preflightPeopleQuery,
          response: { 200: sortedPageOf(preflightPerson), ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readPeople(tx, { campaignId: params.id, now: clock.now() }, query),
        ),
    )

    app.get(
      "/campaigns/:id/preflight/people/file",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "The same as CSV, whatever its size",
          tags,
          params: fields.byId,
          querystring: preflightFileQuery,
          produces: ["text/csv"],
          response: { 200: z.unknown().describe("text/csv"), ...fields.problems },
        },
      },
      async ({ params, query, caller: { workspaceId } }, reply) => {
        await db.workspace(workspaceId, (tx) => readAsked(tx, { campaignId: params.id, now: clock.now() }))
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="${query.group}.csv"`)
          .send(Readable.from(peopleFile(platform, { workspaceId, campaignId: params.id }, query)))
      },
    )

    app.post(
      "/campaigns/:id/checks",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Render a campaign for the people it would go to, and find what would go wrong",
          description: "Nothing is sent. Read the check until its `state` is `completed`.",
          tags,
          params: fields.byId,
          body: newCheck.prefault({}),
          response: { 202: check, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const made = await db.workspace(caller.workspaceId, async (tx) => {
          const checkId = await createCheck(tx, { campaignId: params.id, now: clock.now() }, body)
          return readCheck(tx, { campaignId: params.id, checkId })
        })
        return reply.status(202).send(made)
      },
    )

    app.get(
      "/campaigns/:id/checks/:check_id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "How far a check of a campaign is, and what it found",
          tags,
          params: z.object({ id: fields.id, check_id: fields.id }),
          response: { 200: check, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readCheck(tx, { campaignId: params.id, checkId: params.check_id }),
        ),
    )
  }
