import { enqueueNamed } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { lifetimeOf } from "./trigger-campaign.ts"
import { holdOpen, type Trigger } from "./triggers.ts"

/**
 * Brings the message of a campaign that something triggered into the outbox, for each of these people who has never got one of it.
 * @returns the places of those who get one; nobody where the campaign was stopped meanwhile
 */
export async function sendToPeople(
  tx: Tx,
  { sourceId, campaignId, workspaceId, numberId, definition, ...trigger }: Trigger,
  people: readonly { contactId: string; variables: Record<string, unknown> }[],
  now: Date,
): Promise<number[]> {
  if (people.length === 0 || !(await holdOpen(tx, [campaignId])).includes(sourceId)) return []
  const { rows: sources } = await sql<{ id: string }>`
    SELECT source_id AS id FROM campaign_triggers WHERE campaign_id = ${campaignId}`.execute(tx)
  const queued = await enqueueNamed(
    tx,
    { id: sourceId, workspaceId, numberId },
    people.map(({ contactId, variables }) => ({ contactId, variables })),
    {
      once: sources.map(({ id }) => id),
      assignment: {
        seed: campaignId,
        weights: definition.variants.map(({ weight }) => weight),
        controlShare: definition.control_share,
      },
      sendAfter: now,
      expiresAt: new Date(now.getTime() + lifetimeOf(trigger.class)),
      now,
    },
  )
  return queued.map(({ place }) => place)
}
