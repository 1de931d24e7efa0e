import type { StatusEvent } from "@parley/whatsapp/webhooks"
import type { Tx } from "../platform/database/index.ts"
import { changeMarketing } from "../subscriptions/index.ts"
import { ourId } from "./statuses.ts"

/** Meta's refusal of marketing to a person who stopped it (error codes). */
const stopped = 131050

/**
 * A refusal tells of a stop that nobody was told of: from before the number was connected, or whose webhook was lost. It is
 * learned as if the person had said it then, so that the next campaign does not ask Meta once more. Of messages of ours to
 * contacts that still are.
 */
export async function learnStops(
  tx: Tx,
  number: { workspaceId: string; numberId: string; now: Date },
  statuses: readonly StatusEvent[],
): Promise<void> {
  const refused = new Map(
    statuses.flatMap((status) => {
      const error = status.errors.find(({ code }) => code === stopped)
      const id = ourId(status)
      return error && id ? [[id, { wamid: status.id, title: error.title, saidAt: status.timestamp }]] : []
    }),
  )
  if (refused.size === 0) return
  const messages = await tx
    .selectFrom("messages")
    .innerJoin("contacts", "contacts.id", "messages.contact_id")
    .select(["messages.id", "messages.contact_id"])
    .where("messages.id", "in", [...refused.keys()])
    .where("messages.number_id", "=", number.numberId)
    .execute()
  const changes = messages.flatMap(({ id, contact_id }) => {
    const told = refused.get(id)
    if (!told) return []
    const evidence = `Meta refused ${told.wamid} with ${stopped}: ${told.title}`
    return [{ contactId: contact_id, marketing: "stopped" as const, evidence, saidAt: told.saidAt }]
  })
  await changeMarketing(tx, number, changes)
}
