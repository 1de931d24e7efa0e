import { waIdVariants } from "@parley/whatsapp/phone"
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { type IdentityScope, identifyContacts } from "../../contacts/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { ourId } from "../statuses.ts"

/**
 * Learns Meta's user ids of people from the statuses of messages to them, so that a person who hides their number later is known when
 * they write. Where everyone is known it is one statement for a batch, and none where no status tells of an id.
 */
export async function learnRecipients(
  tx: Tx,
  number: IdentityScope,
  statuses: readonly StatusEvent[],
): Promise<void> {
  const told = new Map(
    statuses.flatMap((status) => {
      const { recipientBsuid: bsuid, recipientWaId: waId, timestamp: at } = status
      const id = ourId(status)
      // Every message is told of once so; the later statuses of it say the same.
      if (status.status !== "sent" || id === undefined || bsuid === undefined || waId === undefined) return []
      const [form1, form2 = form1] = waIdVariants(waId)
      return [[bsuid, { id, bsuid, waId, form1, form2, at }]]
    }),
  )
  if (told.size === 0) return
  const { rows: unknown } = await sql<{ bsuid: string; wa_id: string; at: Date }>`
    SELECT told.bsuid, told.wa_id, told.at
    FROM ${rows("told", [...told.values()], { id: "uuid", bsuid: "text", waId: "text", form1: "text", form2: "text", at: "timestamptz" })}
    JOIN messages AS m ON m.id = told.id JOIN contacts AS c ON c.id = m.contact_id
    WHERE (c.phone IN ('+' || told.form1, '+' || told.form2) OR c.wa_id IN (told.form1, told.form2))
      AND NOT EXISTS (SELECT FROM contact_identities AS i WHERE i.contact_id = c.id AND i.kind = 'bsuid'
        AND i.value = told.bsuid AND i.until IS NULL)`.execute(tx)
  await identifyContacts(
    tx,
    number,
    unknown.map(({ bsuid, wa_id, at }) => ({ bsuid, waId: wa_id, at })),
  )
}
