import { recurringDelivery } from "@parley/model"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { launchReport, reportLaunch } from "../launches/launches.ts"
import { decideLate } from "./late.ts"
import { localTime } from "./plan-launch.ts"
import {
  localTimesPreview,
  occurrencesPreview,
  previewLocalTimes,
  previewOccurrences,
} from "./preview-times.ts"
import { readRecurrence, recurrence } from "./recurrences.ts"

const tags = ["Campaigns"]

const lateChoice = z
  .strictObject({
    choice: z
      .enum(["send", "skip"])
      .describe(
        "send: it goes now. skip: it is left out; of a launch by the clocks of contacts, those who are late",
      ),
  })
  .meta({ id: "LateChoice" })

const occurrencesAsked = z
  .strictObject({
    delivery: recurringDelivery,
    count: z.int().min(1).max(50).default(5).describe("How many"),
  })
  .meta({ id: "OccurrencesAsked" })

export const scheduleRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform

    app.post(
      "/launches/:id/late",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Send a launch that is late, or skip it",
          description:
            "What was to be sent while the system was down, more than an hour ago, waits for this: its `hold` has the code `late`.",
          tags,
          params: fields.byId,
          body: lateChoice,
          response: { 200: launchReport, ...fields.problems },
        },
      },
      ({ params, body, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await decideLate(tx, params.id, body.choice, clock.now())
          return reportLaunch(platform, tx, params.id)
        }),
    )

    app.get(
      "/campaigns/:id/recurrence",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "When a recurring campaign is launched next",
          tags,
          params: fields.byId,
          response: { 200: recurrence, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => readRecurrence(tx, params.id)),
    )

    app.post(
      "/campaigns/occurrences",
      {
        config: { permission: "campaigns:read", idempotencyKey: false },
        schema: {
          summary: "When a campaign that recurs would be sent, from now on",
          description:
            "The next occurrences of a `delivery`, before it is saved or started. Nothing is changed.",
          tags,
          body: occurrencesAsked,
          response: { 200: occurrencesPreview, ...fields.problems },
        },
      },
      ({ body, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          previewOccurrences(tx, body.delivery, body.count, clock.now()),
        ),
    )

    app.get(
      "/campaigns/local-times",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "When the clocks of contacts show a time",
          description: "What a launch with `in_local_time` would say. Nothing is changed.",
          tags,
          querystring: z.object({ at: localTime }),
          response: { 200: localTimesPreview, ...fields.problems },
        },
      },
      ({ query, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          previewLocalTimes(tx, caller.workspaceId, query.at, clock.now()),
        ),
    )
  }
