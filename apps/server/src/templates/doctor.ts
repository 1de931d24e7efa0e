import { explainStatus } from "@parley/whatsapp"
import type { Check } from "../connect/index.ts"
import type { Platform } from "../platform/index.ts"

/** How the workspace's templates stand: one check for each that is in trouble, and one for all the others. */
export async function checkTemplates(platform: Platform, workspaceId: string): Promise<Check[]> {
  const rows = await platform.db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("templates")
      .select(["id", "name", "language", "status", "rejection_reason", "status_detail"])
      .where("status", "<>", "DELETED")
      .orderBy("id")
      .execute(),
  )
  const place = { name: "templates" }
  if (rows.length === 0) {
    return [
      { ...place, state: "skipped", message: "There is no template yet; only one can open a conversation." },
    ]
  }
  const inTrouble = rows.flatMap((row): Check[] => {
    const { tone, advice, meaning } = explainStatus(row.status)
    const reason = row.rejection_reason ?? row.status_detail
    return tone !== "trouble"
      ? []
      : [
          {
            ...place,
            state: "warning",
            message: `${row.status}${reason ? `: ${reason}` : ""}`,
            help: advice ?? meaning,
            subject: `${row.name} (${row.language})`,
            mend: { kind: "change_template", template_id: row.id },
          },
        ]
  })
  const count = (status: string) => rows.filter((row) => row.status === status).length
  const message = `${count("APPROVED")} of ${rows.length} templates are approved, ${count("PENDING")} are in review.`
  return [{ ...place, state: "ok", message }, ...inTrouble]
}
