import { z } from "zod"
import { Problem } from "../platform/errors.ts"
import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { exposeMeasures } from "../platform/measures/measures.ts"
import { processRoles } from "../platform/process-roles.ts"
import { requireMetricsAccess } from "./metrics-access.ts"
import { readinessOf } from "./readiness.ts"
import type { Work } from "./start-work.ts"

const tags = ["Operations"]
const ok = z
  .object({ status: z.literal("ok"), roles: z.array(z.enum(processRoles)).describe("What the process does") })
  .meta({ id: "Health" })

/** What an operator's machinery asks of every process, whatever its roles. */
export const operationsRoutes =
  (platform: Platform, work: () => Pick<Work, "sinceLanesMs"> | undefined): Routes =>
  async (app) => {
    const trouble = readinessOf(platform, work)
    const { config, logger, metrics, rooms } = platform
    const isOk = { status: "ok" as const, roles: [...config.roles] }
    const measures = rooms.flatMap((room) => room.measures?.(platform) ?? [])
    exposeMeasures(metrics.registry, measures, logger)
    app.get(
      "/health",
      { schema: { summary: "The process is alive", tags, security: [], response: { 200: ok } } },
      () => isOk,
    )

    app.get(
      "/ready",
      {
        schema: {
          summary:
            "The process can do its part: its database answers, webhooks can be kept, lanes are looked after",
          tags,
          security: [],
          response: { 200: ok },
        },
      },
      async () => {
        const reason = await trouble()
        if (reason !== undefined) throw new Problem("unavailable", reason)
        return isOk
      },
    )

    app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
      requireMetricsAccess(request, config)
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
    })
  }
