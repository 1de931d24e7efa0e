import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import {
  analytics,
  analyticsFile,
  analyticsQuery,
  failuresByDay,
  failuresQuery,
  readAnalytics,
  readFailures,
} from "./analytics.ts"

const tags = ["Analytics"]

export const analyticsRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/analytics",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Count what happened to messages, by day, campaign or number",
          description:
            "Of all messages of the workspace. Each stage is counted on the day on which it was reached. Tests are not counted.",
          tags,
          querystring: analyticsQuery,
          response: { 200: analytics, ...fields.problems },
        },
      },
      ({ query, caller }) => db.workspace(caller.workspaceId, (tx) => readAnalytics(tx, query)),
    )

    app.get(
      "/analytics/failures",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Count failed messages by day and Meta's code",
          tags,
          querystring: failuresQuery,
          response: { 200: failuresByDay, ...fields.problems },
        },
      },
      ({ query, caller }) => db.workspace(caller.workspaceId, (tx) => readFailures(tx, query)),
    )

    app.get(
      "/analytics/file",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "The same as CSV",
          tags,
          querystring: analyticsQuery,
          produces: ["text/csv"],
          response: { 200: z.unknown().describe("text/csv"), ...fields.problems },
        },
      },
      async ({ query, caller }, reply) => {
        const found = await db.workspace(caller.workspaceId, (tx) => readAnalytics(tx, query))
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="analytics.csv"')
          .send(analyticsFile(found))
      },
    )
  }
