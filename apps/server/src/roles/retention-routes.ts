import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { listRetention, previewRetention, setRetention } from "../platform/retention/index.ts"

const tags = ["Operations"]
const security = [{ operator_key: [] }]
const config = { permission: "operator" } as const

const days = z.int().min(1).max(36_500)
const byWhat = z.object({ what: z.string().max(100) })

const retention = z
  .object({
    what: z.string(),
    description: z.string(),
    days: z.int().nullable().describe("null: for good"),
    at_least_days: z.int().describe("What it is needed for, at least"),
  })
  .meta({ id: "Retention" })
const everyRetention = z.object({ data: z.array(retention) }).meta({ id: "Retentions" })
const retentionChange = z
  .strictObject({ days: days.nullable().describe("null: for good") })
  .meta({ id: "RetentionChange" })
const freed = z
  .object({
    rows: z.int(),
    bytes: z
      .int()
      .describe("About: their share of what the tables and indexes take, and what their files take"),
  })
  .meta({ id: "Freed" })

/** How long what is kept, of all workspaces: for the operator of the installation alone. */
export const retentionRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/retention",
      {
        config,
        schema: {
          summary: "List how long what is kept",
          tags,
          security,
          response: { 200: everyRetention, ...fields.problems },
        },
      },
      async () => ({ data: await listRetention(platform) }),
    )

    app.get(
      "/retention/:what/preview",
      {
        config,
        schema: {
          summary: "What keeping something for so many days would free now",
          tags,
          security,
          params: byWhat,
          querystring: z.object({ days: z.coerce.number().pipe(days) }),
          response: { 200: freed, ...fields.problems },
        },
      },
      ({ params, query }) => previewRetention(platform, params.what, query.days),
    )

    app.patch(
      "/retention/:what",
      {
        config,
        schema: {
          summary: "Set how long something is kept",
          description:
            "What is older is deleted within hours, a part of it each minute, and cannot be brought back.",
          tags,
          security,
          params: byWhat,
          body: retentionChange,
          response: { 200: everyRetention, ...fields.problems },
        },
      },
      async ({ params, body }) => {
        await setRetention(platform, params.what, body.days)
        platform.logger.info({ what: params.what, days: body.days }, "how long something is kept was set")
        return { data: await listRetention(platform) }
      },
    )
  }
