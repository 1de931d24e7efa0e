/** Messages of campaigns and canvases, as Braze describes them. */
import type { MessageContent } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"

/** @returns what is said of each of these contents */
export async function describingContents(
  tx: Tx,
  numberId: string | null,
  contents: readonly MessageContent[],
): Promise<(content: MessageContent) => object> {
  const { rows: senders } = await sql<{ group_id: string | null; phone: string }>`
    SELECT g.id AS group_id, n.display_phone_number AS phone
    FROM numbers AS n LEFT JOIN subscription_groups AS g ON g.number_id = n.id WHERE n.id = ${numberId}`.execute(
    tx,
  )
  const [sender] = senders
  const ids = contents.flatMap((content) => (content.kind === "template" ? [content.template_id] : []))
  const { rows } = await sql<{ id: string; name: string; language: string }>`
    SELECT id, name, language FROM templates WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  const templates = new Map(
    rows.map(({ id, name, language }) => [id, { template_name: name, template_language_code: language }]),
  )
  return (content) => ({
    channel: "whats_app",
    subscription_group_id: sender?.group_id ?? null,
    from: sender === undefined ? [] : [sender.phone],
    ...(content.kind === "template" ? templates.get(content.template_id) : { layout: content.message.type }),
  })
}
