import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requireZone } from "../../workspaces/index.ts"
import { countDays } from "./by-day.ts"

const count = z.number().int()

const dayCounts = z
  .object({
    time_zone: z.string(),
    data: z.array(
      z.object({
        date: z.iso.date().describe("A day of the calendar, such as 2026-11-29"),
        sent: count,
        delivered: count,
        read: count,
        replied: count.describe("That got their first reply"),
        failed: count,
      }),
    ),
  })
  .meta({ id: "DayCounts" })

/** What happened to messages, day by day. */
export const dayCountsRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/messages/days",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Count the messages of the last days",
          description:
            "Today first. Each stage is counted on the day on which it was reached, for the first time; a message sent before " +
            "midnight may be read on the next day. Tests are not counted.",
          tags: ["Messages"],
          querystring: z.object({
            days: z.coerce.number().int().min(1).max(92).default(2),
            time_zone: fields.timeZone.default("UTC").describe("In which a day starts, such as America/Lima"),
          }),
          response: { 200: dayCounts, ...fields.problems },
        },
      },
      async ({ query: { days, time_zone: zone }, caller }) => ({
        time_zone: zone,
        data: await db.workspace(caller.workspaceId, async (tx) => {
          await requireZone(tx, zone)
          return countDays(tx, { days, zone, now: clock.now() })
        }),
      }),
    )
  }
