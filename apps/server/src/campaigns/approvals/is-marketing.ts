import type { CampaignDefinition } from "@parley/model"
import { intentOf } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/**
 * Whether only those get it who subscribed: one of its variants is free-form, or a marketing template. Pure.
 * @param categories of its templates, by their ids
 */
export const isMarketingBy = (
  { variants }: Pick<CampaignDefinition, "variants">,
  categories: ReadonlyMap<string, string>,
): boolean =>
  variants.length === 0 ||
  variants.some(
    ({ content }) =>
      content.kind !== "template" || intentOf(categories.get(content.template_id) ?? "") === "marketing",
  )

/** The same, where the categories are not known yet. */
export async function isMarketingCampaign(tx: Tx, definition: CampaignDefinition): Promise<boolean> {
  const ids = definition.variants.flatMap(({ content }) =>
    content.kind === "template" ? [content.template_id] : [],
  )
  const { rows } = await sql<{ id: string; category: string }>`
    SELECT id, category FROM templates WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  return isMarketingBy(definition, new Map(rows.map(({ id, category }) => [id, category])))
}
