import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { launchReport, reportLaunch } from "../launches/launches.ts"
import { decideLate } from "./late.ts"
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
  }
