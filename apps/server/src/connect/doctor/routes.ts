import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { doctorRun, examineWorkspace, lastRun } from "./runs.ts"

const tags = ["Doctor"]

const lastDoctorRun = z.object({ last_run: doctorRun.nullable() }).meta({ id: "LastDoctorRun" })

export const doctorRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/doctor",
      {
        config: { permission: "connection:read" },
        schema: {
          summary: "Read what the doctor found last",
          description:
            "Runs after connecting, after a number or an account was changed here, daily, and on request.",
          tags,
          response: { 200: lastDoctorRun, ...fields.problems },
        },
      },
      async ({ caller }) => ({ last_run: await platform.db.workspace(caller.workspaceId, lastRun) }),
    )

    app.post(
      "/doctor",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Check everything between this workspace and WhatsApp",
          description:
            "Asks the database, Meta and this server's own webhook address. `ok` is false when a check failed.",
          tags,
          response: { 200: doctorRun, ...fields.problems },
        },
      },
      ({ caller }) => examineWorkspace(platform, caller.workspaceId, "asked"),
    )
  }
