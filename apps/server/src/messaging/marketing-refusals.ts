import { errorCodes } from "@parley/whatsapp/errors"
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import type { ConsentWord } from "../contacts/index.ts"
import type { Tx } from "../platform/database/index.ts"
import { ourId } from "./statuses.ts"

/**
 * Stops that Meta's refusals tell of: from before the number was connected, or whose webhook was lost. They count as if the
 * person had said it then, so that the next campaign does not ask Meta once more. Of messages of ours to contacts that
 * still are.
 */
export async function marketingRefusals(
  tx: Tx,
  { numberId }: { numberId: string },
  statuses: readonly StatusEvent[],
): Promise<ConsentWord[]> {
  const refused = new Map(
    statuses.flatMap((status) => {
      const error = status.errors.find(({ code }) => code === errorCodes.marketingStopped)
      const id = ourId(status)
      return error && id ? [[id, { wamid: status.id, title: error.title, saidAt: status.timestamp }]] : []
    }),
  )
  if (refused.size === 0) return []
  const messages = await tx
    .selectFrom("messages")
    .innerJoin("contacts", "contacts.id", "messages.contact_id")
    .select(["messages.id", "contacts.id as contact_id"])
    .where("messages.id", "in", [...refused.keys()])
    .where("messages.number_id", "=", numberId)
    .execute()
  return messages.flatMap(({ id, contact_id }): ConsentWord[] => {
    const told = refused.get(id)
    if (!told) return []
    const evidence = `Meta refused ${told.wamid} with ${errorCodes.marketingStopped}: ${told.title}`
    return [{ contactId: contact_id, word: "stop", source: "whatsapp", evidence, saidAt: told.saidAt }]
  })
}
