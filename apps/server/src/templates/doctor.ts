import { explainStatus } from "@parley/whatsapp/templates"
import type { Check } from "../connect/index.ts"
import type { Platform } from "../platform/index.ts"
import { explainCategoryChange } from "./explanation.ts"

/** The state of the workspace's templates: one check for each that is in trouble, and one for all the others. */
export async function checkTemplates(platform: Platform, workspaceId: string): Promise<Check[]> {
  const rows = await platform.db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("templates")
      .innerJoin("template_groups", (join) =>
        join
          .onRef("template_groups.business_account_id", "=", "templates.business_account_id")
          .onRef("template_groups.name", "=", "templates.name"),
      )
      .select([
        "template_groups.id as template_group_id",
        "templates.name",
        "language",
        "status",
        "category",
        "correct_category",
        "category_changes_at",
        "rejection_reason",
        "status_detail",
      ])
      .where("status", "<>", "DELETED")
      .orderBy("templates.id")
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
    return tone !== "problem"
      ? []
      : [
          {
            ...place,
            state: "warning",
            message: `${row.status}${reason ? `: ${reason}` : ""}`,
            help: advice ?? meaning,
            subject: `${row.name} (${row.language})`,
            fix: { kind: "change_template", template_group_id: row.template_group_id },
          },
        ]
  })
  const changing = rows.flatMap((row): Check[] => {
    const change = explainCategoryChange({
      category: row.category,
      correctCategory: row.correct_category,
      at: row.category_changes_at,
    })
    if (change === null) return []
    return [
      {
        ...place,
        state: "warning",
        message: change.meaning,
        help: change.advice,
        subject: `${row.name} (${row.language})`,
        fix: { kind: "change_template", template_group_id: row.template_group_id },
      },
    ]
  })
  const count = (status: string) => rows.filter((row) => row.status === status).length
  const message = `${count("APPROVED")} of ${rows.length} templates are approved, ${count("PENDING")} are in review.`
  return [{ ...place, state: "ok", message }, ...inTrouble, ...changing]
}
