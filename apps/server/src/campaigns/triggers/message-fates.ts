/** What becomes of messages of campaigns, as far as a campaign waits for it. */
import type { MessageBecame, MessageKind } from "@parley/model"
import type { MessageStep } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { hearForTriggers } from "./hear.ts"

const becomes: Readonly<Partial<Record<MessageKind, MessageBecame["became"]>>> = {
  message_sent: "sent",
  message_delivered: "delivered",
  message_read: "read",
  message_failed: "failed",
}

/** Where no campaign waits for messages it costs one look into an empty index for a batch. */
export const fates: NonNullable<Room["fates"]> = {
  async wanted(tx) {
    const asked = await readAsked(tx)
    if (asked.size === 0) return undefined
    return (workspaceId, kind) => asked.has(`${workspaceId} ${becomes[kind]}`)
  },
  hear(platform) {
    const hear = hearForTriggers(platform)
    return async (steps) => {
      const waited = await platform.db.system(async (tx) => {
        const asked = await readAsked(tx)
        const those = steps.filter(({ workspace_id, kind }) => asked.has(`${workspace_id} ${becomes[kind]}`))
        return those.length === 0 ? [] : ofCampaigns(tx, those)
      })
      await hear(waited)
    }
  },
}

/** Such as `0199… read`. */
async function readAsked(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ asked: string }>`
    SELECT DISTINCT workspace_id || ' ' || fate AS asked FROM campaign_triggers CROSS JOIN unnest(message_fates) AS fate
    WHERE message_fates <> '{}' AND until IS NULL`.execute(tx)
  return new Set(rows.map(({ asked }) => asked))
}

/** Those of messages of campaigns; others are nobody's here. */
async function ofCampaigns(tx: Tx, steps: readonly MessageStep[]): Promise<MessageBecame[]> {
  const ids = [...new Set(steps.map(({ message_id }) => message_id))]
  const { rows } = await sql<{ id: string; campaign_id: string }>`
    SELECT m.id, of.campaign_id FROM messages AS m JOIN sources AS s ON s.id = m.source_id
    JOIN LATERAL (
      SELECT campaign_id FROM launches WHERE launches.id IN (s.id, s.parent_id)
      UNION ALL SELECT campaign_id FROM campaign_triggers WHERE source_id IN (s.id, s.parent_id)
      LIMIT 1
    ) AS of ON true
    WHERE m.id = ANY(${ids}::uuid[])`.execute(tx)
  const campaignOf = new Map(rows.map(({ id, campaign_id }) => [id, campaign_id]))
  return steps.flatMap(({ kind, message_id, workspace_id, contact_id, at }): MessageBecame[] => {
    const [campaign_id, became] = [campaignOf.get(message_id), becomes[kind]]
    return campaign_id === undefined || became === undefined
      ? []
      : [{ kind: "message_became", workspace_id, contact_id, at, message_id, campaign_id, became }]
  })
}
