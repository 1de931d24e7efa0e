import type { Tx } from "../../platform/database/index.ts"

/** What other systems were told of a contact, and which of them. */
export async function exportEvents(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<Record<string, unknown>> {
  const webhooks = await tx
    .selectFrom("webhook_events as e")
    .innerJoin("webhook_deliveries as d", "d.event_id", "e.id")
    .innerJoin("webhook_endpoints as w", "w.id", "d.endpoint_id")
    .select(["w.url", "e.kind", "e.at", "e.data", "d.state", "d.delivered_at"])
    .where("e.workspace_id", "=", workspaceId)
    .where("e.contact_id", "=", contactId)
    .orderBy("d.id")
    .execute()
  return { webhooks }
}
