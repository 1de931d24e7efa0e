import type { CampaignDefinition } from "@parley/model"
import { intentOf } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** Whether only those get it who subscribed: one of its variants is free-form, or a marketing template. */
export async function isMarketingCampaign(tx: Tx, { variants }: CampaignDefinition): Promise<boolean> {
  const ids = variants.map(({ content }) => (content.kind === "template" ? content.template_id : null))
  if (ids.includes(null)) return true
  const { rows } = await sql<{ category: string }>`
    SELECT category FROM templates WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  return rows.length === 0 || rows.some(({ category }) => intentOf(category) === "marketing")
}
