/** What becomes of messages, as far as a campaign waits for it: told in the transaction that writes it, and heard from a log. */
import type { MessageBecame, MessageKind } from "@parley/model"
import { z } from "zod"
import { hearTogether } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { appendWithin, type Consumer, partitionOf, type Topic } from "../../platform/log/index.ts"
import { hearForTriggers } from "./hear.ts"

/** Of its own, as that of segments is. An entry is an array of fates. */
export const campaignFateTopic: Topic = { name: "campaign fates", partitions: 4 }

const fates: Readonly<Partial<Record<MessageKind, MessageBecame["became"]>>> = {
  message_sent: "sent",
  message_delivered: "delivered",
  message_read: "read",
  message_failed: "failed",
}

type Fate = Omit<MessageBecame, "campaign_id">

/** Where no campaign waits for messages it costs one look into an empty index for a batch. */
export const campaignMessageEvents: NonNullable<Room["messageEvents"]> = {
  async wanted(tx) {
    const { rows } = await sql<{ workspace_id: string; fates: string[] }>`
      SELECT workspace_id, array_agg(DISTINCT fate) AS fates FROM campaign_triggers CROSS JOIN unnest(message_fates) AS fate
      WHERE message_fates <> '{}' AND until IS NULL GROUP BY workspace_id`.execute(tx)
    if (rows.length === 0) return undefined
    const asked = new Set(rows.flatMap((row) => row.fates.map((fate) => `${row.workspace_id} ${fate}`)))
    return (workspaceId, kind) => asked.has(`${workspaceId} ${fates[kind]}`)
  },
  tell(tx, events) {
    const told = events.flatMap(({ workspaceId, contactId, kind, data }): Fate[] => {
      const became = fates[kind]
      if (became === undefined) return []
      const { message_id, happened_at: at } = data
      return [
        { kind: "message_became", workspace_id: workspaceId, contact_id: contactId, at, message_id, became },
      ]
    })
    const entries = Map.groupBy(told, ({ contact_id }) => partitionOf(campaignFateTopic, contact_id))
    return appendWithin(
      tx,
      campaignFateTopic,
      [...entries].map(([partition, those]) => ({ partition, payload: JSON.stringify(those) })),
    )
  },
}

const entry = z.array(z.custom<Fate>())
const fatesOf = (payload: string): Fate[] => entry.parse(JSON.parse(payload))

export function hearCampaignFates(platform: Platform): Consumer {
  const hear = hearTogether<Fate>(hearFates(platform))
  return {
    apply: (payloads) => hear(payloads.flatMap(fatesOf)),
    halve(payload) {
      const those = fatesOf(payload)
      const middle = those.length >> 1
      return middle === 0
        ? undefined
        : [JSON.stringify(those.slice(0, middle)), JSON.stringify(those.slice(middle))]
    },
  }
}

/** Of messages of campaigns; others are nobody's here. */
export function hearFates(platform: Pick<Platform, "db" | "clock">) {
  const hear = hearForTriggers(platform)
  return async (told: readonly Fate[]): Promise<void> => {
    const campaignOf = await platform.db.system((tx) => campaignsOfMessages(tx, told))
    await hear(
      told.flatMap((fate): MessageBecame[] => {
        const campaign_id = campaignOf.get(fate.message_id)
        return campaign_id === undefined ? [] : [{ ...fate, campaign_id }]
      }),
    )
  }
}

async function campaignsOfMessages(tx: Tx, told: readonly Fate[]): Promise<Map<string, string>> {
  const ids = [...new Set(told.map(({ message_id }) => message_id))]
  const { rows } = await sql<{ id: string; campaign_id: string }>`
    SELECT m.id, of.campaign_id FROM messages AS m JOIN sources AS s ON s.id = m.source_id
    JOIN LATERAL (
      SELECT campaign_id FROM launches WHERE launches.id IN (s.id, s.parent_id)
      UNION ALL SELECT campaign_id FROM campaign_triggers WHERE source_id IN (s.id, s.parent_id)
      LIMIT 1
    ) AS of ON true
    WHERE m.id = ANY(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, campaign_id }) => [id, campaign_id]))
}
