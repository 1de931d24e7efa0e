/** What of templates members are told: that one may not be sent, and that Meta files it elsewhere. */
import { explainStatus } from "@parley/whatsapp/templates"
import { resolve, type Told, tell } from "../../notifications/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"

/** How a template was before a statement changed it and is after; before: null where it is new here. */
export interface ChangedTemplate {
  id: string
  workspace_id: string
  business_account_id: string
  name: string
  language: string
  status: string
  status_before: string | null
  category: string
  category_before: string | null
  correct_category: string | null
  correct_category_before: string | null
  category_changes_at: Date | null
  rejection_reason: string | null
  status_detail: string | null
}

/** For the RETURNING of what changes templates: `old` and `new` are how the row was and is. */
export const changedTemplate = sql`
  new.id, new.workspace_id, new.business_account_id, new.name, new.language, new.status, old.status AS status_before,
  new.category, old.category AS category_before, new.correct_category, old.correct_category AS correct_category_before,
  new.category_changes_at, new.rejection_reason, new.status_detail` as RawBuilder<ChangedTemplate>

const isProblem = (status: string) => explainStatus(status).tone === "problem"
const conditionOf = ({ id }: { id: string }) => `template:${id}:stopped`

/**
 * What is to be told of changes. Of a template that is new here nothing is: an account that is connected comes with all of its old
 * rejections. Pure.
 * @param groups the ids of the groups, by account and name
 */
export function newsOf(
  changed: readonly ChangedTemplate[],
  groupOf: (template: ChangedTemplate) => string | undefined,
): Told[] {
  const told: Told[] = []
  for (const template of changed) {
    const { id, workspace_id: workspaceId, name, language, status, status_before, category_before } = template
    const groupId = groupOf(template)
    if (status_before === null || groupId === undefined) continue
    const of = { template_id: id, template_group_id: groupId, name, language }
    if (isProblem(status) && status !== status_before) {
      const reason = template.rejection_reason ?? template.status_detail
      const about = { kind: "template_stopped", ...of, status, reason } as const
      told.push({ workspaceId, subjectId: id, condition: conditionOf(template), about })
    }
    if (category_before !== null && category_before !== template.category) {
      const about = { kind: "category_changed", ...of, from: category_before, to: template.category } as const
      told.push({ workspaceId, subjectId: id, about: { ...about, is_announced: false, at: null } })
    }
    const announced = template.correct_category
    if (
      announced !== null &&
      announced !== template.correct_category_before &&
      announced !== template.category
    ) {
      const at = template.category_changes_at?.toISOString() ?? null
      const about = { kind: "category_changed", ...of, from: template.category, to: announced } as const
      told.push({ workspaceId, subjectId: id, about: { ...about, is_announced: true, at } })
    }
  }
  return told
}

/** Tells that a template which Meta did not let be sent is in review again, or may be sent. */
export async function resolveStopped(
  tx: Tx,
  templates: readonly Pick<ChangedTemplate, "id" | "workspace_id" | "status">[],
  now: Date,
): Promise<void> {
  const over = templates.filter(({ status }) => !isProblem(status))
  await resolve(
    tx,
    over.map((one) => ({ workspaceId: one.workspace_id, condition: conditionOf(one) })),
    now,
  )
}

/** Tells what the changes mean, in the transaction that made them: a few statements, however many. */
export async function tellOfTemplates(tx: Tx, changed: readonly ChangedTemplate[], now: Date): Promise<void> {
  if (changed.length === 0) return
  const accounts = [...new Set(changed.map((one) => one.business_account_id))]
  const names = [...new Set(changed.map(({ name }) => name))]
  const groups = await tx
    .selectFrom("template_groups")
    .select(["id", "business_account_id", "name"])
    .where("business_account_id", "in", accounts)
    .where("name", "in", names)
    .execute()
  const ids = new Map(groups.map((group) => [`${group.business_account_id} ${group.name}`, group.id]))
  await resolveStopped(tx, changed, now)
  await tell(
    tx,
    newsOf(changed, (one) => ids.get(`${one.business_account_id} ${one.name}`)),
    now,
  )
}
