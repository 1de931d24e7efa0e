import { Readable } from "node:stream"
import { z } from "zod"
import { found } from "../../platform/errors.ts"
import { fields, type Routes, sortedPageOf } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { localTime } from "../schedule/plan-launch.ts"
import {
  launchedConsent,
  launchFile,
  launchFileQuery,
  launchReportQuery,
  readLaunchedConsent,
} from "./consent-report.ts"
import { launchPreview, launchPreviewQuery, previewLaunch } from "./launch-preview.ts"
import {
  cancelLaunch,
  createLaunch,
  launchReport,
  pauseLaunch,
  reportLaunch,
  resendLaunch,
} from "./launches.ts"
import { launchPage, launchQuery, listLaunches } from "./list-launches.ts"
import { launchProgress, readProgress } from "./progress.ts"
import { continueWithTemplate } from "./replace-template.ts"

const tags = ["Campaigns"]

const newLaunch = z
  .strictObject({
    at: fields.instant.optional().describe("Now when absent"),
    in_local_time: localTime
      .optional()
      .describe(
        "In place of `at`: when the clock of each contact shows this date and time, such as 2026-12-24T09:00. Contacts without a " +
          "time zone go by the workspace's. Of a time that a clock shows twice it is the first; one that it skips is as much later " +
          "as it is put forward",
      ),
    expires_at: fields.instant
      .optional()
      .describe("What has not been sent by then is not sent any more; 72 hours after `at` when absent"),
    even_if_incomplete: z
      .boolean()
      .optional()
      .describe(
        "Launch also where the audience cannot be reached before it expires, or where it is later already by the clocks of some",
      ),
  })
  .refine(({ at, in_local_time }) => at === undefined || in_local_time === undefined, {
    path: ["in_local_time"],
    message: "either this or `at`",
  })
  .meta({ id: "NewLaunch" })

const launchResend = z
  .strictObject({
    to: z.enum(["failed", "unsent"]),
    template_id: fields.id
      .optional()
      .describe(
        "Another approved template of the account, filled with the same values; absent: the campaign's",
      ),
    expires_at: newLaunch.shape.expires_at,
    even_if_incomplete: newLaunch.shape.even_if_incomplete,
  })
  .meta({ id: "LaunchResend" })

const templateReplacement = z.strictObject({ template_id: fields.id }).meta({ id: "TemplateReplacement" })

export const launchesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    app.post(
      "/campaigns/:id/launches",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Launch a campaign, now or at a time",
          tags,
          params: fields.byId,
          body: newLaunch.default({}),
          response: { 202: launchReport, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const now = clock.now()
        const report = await db.workspace(caller.workspaceId, async (tx) =>
          reportLaunch(
            platform,
            tx,
            await createLaunch(tx, params.id, {
              at: body.at ?? now,
              inLocalTime: body.in_local_time,
              expiresAt: body.expires_at,
              evenIfIncomplete: body.even_if_incomplete,
              now,
            }),
          ),
        )
        return reply.status(202).send(report)
      },
    )

    app.get(
      "/campaigns/:id/launches/preview",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "What a launch of a campaign would do now",
          description:
            "How many people would get a message, from which number, and whether it was launched before.",
          tags,
          params: fields.byId,
          querystring: launchPreviewQuery,
          response: { 200: launchPreview, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          previewLaunch(tx, { campaignId: params.id, now: platform.clock.now() }, query),
        ),
    )

    app.get(
      "/launches",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List launches, such as those that are paused",
          description: "The oldest first. GET /v1/launches/{id} has the counts of one.",
          tags,
          querystring: launchQuery,
          response: { 200: launchPage, ...fields.problems },
        },
      },
      ({ query, caller }) => db.workspace(caller.workspaceId, (tx) => listLaunches(tx, query)),
    )

    app.get(
      "/launches/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "The state of a launch",
          tags,
          params: fields.byId,
          response: { 200: launchReport, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => reportLaunch(platform, tx, params.id)),
    )

    app.get(
      "/launches/:id/progress",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "How fast a launch goes, and what its messages wait for",
          tags,
          params: fields.byId,
          response: { 200: launchProgress, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, (tx) => readProgress(tx, params.id, clock.now())),
    )

    app.get(
      "/launches/:id/consent-report",
      {
        // It has names and phones.
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read who was left out of a launch and why, and what proves the consent of all others",
          tags,
          params: fields.byId,
          querystring: launchReportQuery,
          response: { 200: sortedPageOf(launchedConsent), ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const launch = tx.selectFrom("launches").select("id").where("id", "=", params.id)
          found(await launch.executeTakeFirst(), "launch")
          return readLaunchedConsent(tx, params.id, { ...query, now: platform.clock.now() })
        }),
    )

    app.get(
      "/launches/:id/consent-report/file",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "The same as CSV, whatever its size",
          tags,
          params: fields.byId,
          querystring: launchFileQuery,
          produces: ["text/csv"],
          response: { 200: z.unknown().describe("text/csv"), ...fields.problems },
        },
      },
      async ({ params: { id }, query, caller: { workspaceId } }, reply) => {
        const launch = await db.workspace(workspaceId, (tx) =>
          tx.selectFrom("launches").select("id").where("id", "=", id).executeTakeFirst(),
        )
        found(launch, "launch")
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="launch-consent-report.csv"')
          .send(Readable.from(launchFile(platform, workspaceId, id, query.fate)))
      },
    )

    app.post(
      "/launches/:id/template",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Continue a held launch with another template",
          description:
            "The other template belongs to the same account, is approved, and is filled with the same values. What was sent " +
            "stays as it was; nobody gets a second message. The campaign keeps its own content.",
          tags,
          params: fields.byId,
          body: templateReplacement,
          response: { 200: launchReport, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }) => {
        await continueWithTemplate(platform, workspaceId, params.id, body.template_id)
        return db.workspace(workspaceId, (tx) => reportLaunch(platform, tx, params.id))
      },
    )

    for (const [action, summary, isPaused] of [
      ["pause", "Pause a launch: nothing of it is sent until it goes on", true],
      ["resume", "Let a paused launch go on", false],
    ] as const) {
      app.post(
        `/launches/:id/${action}`,
        {
          config: { permission: "campaigns:launch" },
          schema: {
            summary,
            tags,
            params: fields.byId,
            response: { 200: launchReport, ...fields.problems },
          },
        },
        ({ params, caller }) =>
          db.workspace(caller.workspaceId, async (tx) => {
            await pauseLaunch(tx, params.id, isPaused)
            return reportLaunch(platform, tx, params.id)
          }),
      )
    }

    app.post(
      "/launches/:id/resend",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Launch once more for the people a launch did not reach",
          description:
            "A launch of its own for a part of the audience: `failed`, whose messages all failed, or `unsent`, who were sent none. " +
            "Nobody who got a message, or whose message still waits, gets another. Consent and frequency caps are judged again.",
          tags,
          params: fields.byId,
          body: launchResend,
          response: { 202: launchReport, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const now = clock.now()
        const report = await db.workspace(caller.workspaceId, async (tx) =>
          reportLaunch(
            platform,
            tx,
            await resendLaunch(tx, params.id, {
              what: body.to,
              templateId: body.template_id,
              expiresAt: body.expires_at,
              evenIfIncomplete: body.even_if_incomplete,
              now,
            }),
          ),
        )
        return reply.status(202).send(report)
      },
    )

    app.post(
      "/launches/:id/cancel",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Cancel the messages that have not been sent",
          tags,
          params: fields.byId,
          response: { 200: launchReport, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await cancelLaunch(tx, params.id, clock.now())
          return reportLaunch(platform, tx, params.id)
        }),
    )
  }
