import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { knownContacts } from "../../contacts/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/**
 * Statuses with our id of their message also where it did not come along (`biz_opaque_callback_data`): by WhatsApp's id of it,
 * among the messages of the contact that the status names. So it needs no index of WhatsApp's ids, which each message would pay
 * for, and statuses that have our id cost nothing. Messages that other software sent stay without.
 *
 * A message whose outcome has not been written yet is not found: WhatsApp's id of it is not known before.
 * @returns in the order of `statuses`
 */
export async function withOurIds(
  tx: Tx,
  { workspaceId, numberId }: { workspaceId: string; numberId: string },
  statuses: readonly StatusEvent[],
): Promise<readonly StatusEvent[]> {
  const nameless = statuses.filter(lacksOurId)
  if (nameless.length === 0) return statuses
  const contacts = await knownContacts(
    tx,
    workspaceId,
    nameless.map(({ recipientBsuid, recipientWaId }) => ({ bsuid: recipientBsuid, waId: recipientWaId })),
  )
  const sought = nameless.flatMap(({ id }, index) =>
    (contacts.get(index) ?? []).map((contactId) => ({ wamid: id, contactId })),
  )
  const { rows: found } = await sql<{ wamid: string; id: string }>`
    SELECT sought.wamid, message.id FROM ${rows("sought", sought, { wamid: "text", contactId: "uuid" })}
    CROSS JOIN LATERAL (
      SELECT id FROM messages
      WHERE contact_id = sought.contact_id AND number_id = ${numberId}
        AND (wamid = sought.wamid OR sought.wamid = ANY(other_wamids))
      ORDER BY id DESC LIMIT 1
    ) AS message`.execute(tx)
  const ids = new Map(found.map(({ wamid, id }) => [wamid, id]))
  return statuses.map((status) => {
    const opaque = lacksOurId(status) ? ids.get(status.id) : undefined
    return opaque === undefined ? status : { ...status, opaque }
  })
}

const lacksOurId = ({ opaque }: StatusEvent) => opaque === undefined
