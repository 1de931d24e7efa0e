import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { CheckMore } from "./check.ts"
import { runDoctor } from "./index.ts"

const check = z
  .object({
    name: z.string().describe("Stable; what was looked at"),
    state: z.enum(["ok", "warning", "failed", "skipped"]),
    message: z.string(),
    help: z.string().optional().describe("How to mend it"),
    subject: z.string().optional().describe("The business account, number or template concerned"),
  })
  .meta({ id: "Check" })

/** `checkTemplates` is what templates/ offers under that name. */
export const doctorRoutes =
  (platform: Platform, needs: { checkTemplates: CheckMore }): Routes =>
  async (app) => {
    app.get(
      "/doctor",
      {
        schema: {
          summary: "Examine everything between this workspace and WhatsApp",
          description:
            "Asks the database, Meta and this server's own webhook address. `ok` is false when a check failed.",
          tags: ["Doctor"],
          response: { 200: z.object({ ok: z.boolean(), checks: z.array(check) }), 401: fields.problem },
        },
      },
      ({ caller }) => runDoctor(platform, caller.workspaceId, needs.checkTemplates),
    )
  }
