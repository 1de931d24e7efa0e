import { audienceFilter, templateContent } from "@parley/model"
import { z } from "zod"
import { createContent } from "../messaging/index.ts"
import { found } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { cancelLaunch, createLaunch, reportLaunch } from "./launches.ts"
import { continueWithTemplate } from "./other-template.ts"
import { launchHold } from "./template-hold.ts"

const tags = ["Campaigns"]

const campaign = z.object({
  id: fields.id,
  name: z.string(),
  number_id: fields.id,
  content_id: fields.id,
  audience: z.unknown(),
  created_at: fields.timestamp,
  updated_at: fields.timestamp,
})

const reasons = z.object({
  total: z.number().int(),
  reasons: z.array(
    z.object({ code: z.string(), title: z.string(), advice: z.string().nullable(), count: z.number().int() }),
  ),
})

const launch = z.object({
  id: fields.id,
  campaign_id: fields.id,
  state: z.enum(["scheduled", "expanding", "sending", "completed", "canceled"]),
  scheduled_at: fields.timestamp,
  created_at: fields.timestamp,
  audience: z.number().int().describe("Contacts that matched = waiting + suppressed + accepted + refused"),
  waiting: z.number().int().describe("Still in the outbox"),
  suppressed: reasons.describe("Not sent, by reason"),
  accepted: z.number().int().describe("Taken by Meta"),
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: reasons.describe("Refused at once or failed later, by Meta's code"),
  refused: z.number().int().describe("The part of failed that Meta refused at once"),
  replied: z.number().int(),
  hold: launchHold.nullable().describe("Why what is left of it does not go out at present"),
})

export const campaignsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    app.post(
      "/campaigns",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Create a campaign",
          tags,
          body: z.strictObject({
            name: z.string().trim().min(1).max(200),
            number_id: fields.id,
            content: templateContent,
            audience: audienceFilter.default({ all: [] }),
          }),
          response: { 201: campaign, ...fields.problems },
        },
      },
      async ({ body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const created = await db.workspace(workspaceId, async (tx) => {
          const contentId = await createContent(tx, {
            workspaceId,
            numberId: body.number_id,
            content: body.content,
            now,
          })
          return tx
            .insertInto("campaigns")
            .values({
              workspace_id: workspaceId,
              number_id: body.number_id,
              content_id: contentId,
              name: body.name,
              audience: JSON.stringify(body.audience),
              created_at: now,
              updated_at: now,
            })
            .returningAll()
            .executeTakeFirstOrThrow()
        })
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/campaigns",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List campaigns",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(campaign), ...fields.problems },
        },
      },
      ({ query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          let rows = tx
            .selectFrom("campaigns")
            .selectAll()
            .orderBy("id")
            .limit(query.limit + 1)
          if (query.after) rows = rows.where("id", ">", query.after)
          return fields.toPage(await rows.execute(), query.limit)
        }),
    )

    app.get(
      "/campaigns/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "One campaign",
          tags,
          params: fields.byId,
          response: { 200: campaign, ...fields.problems },
        },
      },
      async ({ params, caller }) =>
        found(
          await db.workspace(caller.workspaceId, (tx) =>
            tx.selectFrom("campaigns").selectAll().where("id", "=", params.id).executeTakeFirst(),
          ),
          "campaign",
        ),
    )

    app.post(
      "/campaigns/:id/launches",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Launch a campaign, now or at a time",
          tags,
          params: fields.byId,
          body: z.strictObject({ at: fields.instant.optional().describe("Now when absent") }).default({}),
          response: { 202: launch, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const now = clock.now()
        const report = await db.workspace(caller.workspaceId, async (tx) =>
          reportLaunch(tx, await createLaunch(tx, params.id, body.at ?? now, now)),
        )
        return reply.status(202).send(report)
      },
    )

    app.get(
      "/launches/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Where a launch stands",
          tags,
          params: fields.byId,
          response: { 200: launch, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => reportLaunch(tx, params.id)),
    )

    app.post(
      "/launches/:id/template",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Let a launch that its template holds go on with another",
          description:
            "The other template belongs to the same account, is approved, and is filled with the same values. What went out " +
            "stays as it was; nobody gets a second message. The campaign keeps its own content.",
          tags,
          params: fields.byId,
          body: z.strictObject({ template_id: fields.id }),
          response: { 200: launch, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }) => {
        await continueWithTemplate(platform, workspaceId, params.id, body.template_id)
        return db.workspace(workspaceId, (tx) => reportLaunch(tx, params.id))
      },
    )

    app.post(
      "/launches/:id/cancel",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Cancel what has not gone out",
          tags,
          params: fields.byId,
          response: { 200: launch, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await cancelLaunch(tx, params.id, clock.now())
          return reportLaunch(tx, params.id)
        }),
    )
  }
