import { z } from "zod"
import { sql } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { requireMetricsAccess } from "./metrics-access.ts"

const tags = ["Operations"]
const ok = z.object({ status: z.literal("ok") })

/** What an operator's machinery asks of every process, whatever its roles. */
export const operationsRoutes =
  ({ db, metrics, config }: Platform): Routes =>
  async (app) => {
    app.get(
      "/health",
      { schema: { summary: "The process is alive", tags, security: [], response: { 200: ok } } },
      () => ({
        status: "ok" as const,
      }),
    )

    app.get(
      "/ready",
      {
        schema: {
          summary: "The process can serve: its database answers",
          tags,
          security: [],
          response: { 200: ok },
        },
      },
      async () => {
        try {
          await db.system((tx) => sql`SELECT 1`.execute(tx))
        } catch {
          throw new Problem("unavailable", "The database does not answer.")
        }
        return { status: "ok" as const }
      },
    )

    app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
      requireMetricsAccess(request, config)
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
    })
  }
