import { z } from "zod"
import { jsonText, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { fix } from "./fix.ts"
import { runDoctor } from "./index.ts"
import { tellFailures } from "./tell-failures.ts"

const check = z
  .object({
    name: z.string().describe("Stable; what was looked at"),
    state: z.enum(["ok", "warning", "failed", "skipped"]),
    message: z.string(),
    help: z.string().optional().describe("How to fix it"),
    fix: fix.optional(),
    subject: z.string().optional().describe("The business account, number or template concerned"),
  })
  .meta({ id: "Check" })

/** One examination, as it is kept and as the API shows it. */
export const doctorRun = z
  .object({
    id: fields.id,
    ok: z.boolean().describe("false when a check failed"),
    trigger: z
      .enum(["connected", "changed", "asked", "daily"])
      .describe("`changed`: a number or an account was changed here"),
    examined_at: fields.timestamp,
    checks: z.array(check),
  })
  .meta({ id: "DoctorRun" })
type DoctorRun = z.output<typeof doctorRun>

/** So many are kept of a workspace: a month of daily ones. */
const keptRuns = 31

/** Examines the workspace and keeps what was found. */
export async function examineWorkspace(
  platform: Platform,
  workspaceId: string,
  trigger: DoctorRun["trigger"],
): Promise<DoctorRun> {
  const { ok, checks } = await runDoctor(platform, workspaceId)
  const examinedAt = platform.clock.now()
  return platform.db.workspace(workspaceId, async (tx) => {
    const { id } = await tx
      .insertInto("doctor_runs")
      .values({
        workspace_id: workspaceId,
        occasion: trigger,
        healthy: ok,
        checks: jsonText(checks),
        examined_at: examinedAt,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    await tx
      .deleteFrom("doctor_runs")
      .where("id", "in", (eb) =>
        eb
          .selectFrom("doctor_runs")
          .select("id")
          .where("workspace_id", "=", workspaceId)
          .orderBy("id", "desc")
          .offset(keptRuns),
      )
      .execute()
    await tellFailures(tx, { workspaceId, checks, isNew: trigger === "connected" }, examinedAt)
    return { id, ok, trigger, examined_at: examinedAt, checks }
  })
}

/** What was found last; null when nobody has looked yet. */
export async function lastRun(tx: Tx): Promise<DoctorRun | null> {
  const row = await tx.selectFrom("doctor_runs").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst()
  return row ? doctorRun.parse({ ...row, ok: row.healthy, trigger: row.occasion }) : null
}

const dailyMs = 24 * 60 * 60 * 1000

/** Examines, one after the other, the workspaces that have something connected and were not examined for a day. */
export async function examineDueWorkspaces(platform: Platform): Promise<void> {
  const dayAgo = new Date(platform.clock.now().getTime() - dailyMs)
  const rows = await platform.db.system((tx) =>
    tx
      .selectFrom("business_accounts as account")
      .select("account.workspace_id")
      .distinct()
      .where("disconnected_at", "is", null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("doctor_runs")
              .select("id")
              .whereRef("doctor_runs.workspace_id", "=", "account.workspace_id")
              .where("examined_at", ">", dayAgo),
          ),
        ),
      )
      .execute(),
  )
  for (const { workspace_id } of rows) {
    await examineWorkspace(platform, workspace_id, "daily")
  }
}
