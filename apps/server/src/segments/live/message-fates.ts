/** What becomes of messages, as far as a live segment asks for it: told in the transaction that writes it, and judged from a log. */
import { type MessageFate, stagesChanged } from "@parley/model"
import { z } from "zod"
import { hearTogether } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { appendWithin, type Consumer, partitionOf, type Topic } from "../../platform/log/index.ts"
import { hearForMembership } from "./hear.ts"

/** Of its own, so that nothing else that happens to contacts waits behind the messages of a launch. An entry is an array of fates. */
export const fateTopic: Topic = { name: "message fates", partitions: 16 }

/** Where no live segment asks for messages it costs one look into an empty index for a batch. */
export const messageEvents: NonNullable<Room["messageEvents"]> = {
  async wanted(tx) {
    const stagesOf = await stagesAsked(tx)
    if (stagesOf.size === 0) return undefined
    return (workspaceId, kind) =>
      stagesChanged[kind].some((stage) => stagesOf.get(workspaceId)?.has(stage) ?? false)
  },
  tell: (tx, events) => {
    const fates = [...Map.groupBy(events, ({ contactId }) => contactId)].map(
      ([contact_id, those]): MessageFate => ({
        kind: "message_fate",
        workspace_id: those[0]?.workspaceId ?? "",
        contact_id,
        stages: [...new Set(those.flatMap(({ kind }) => stagesChanged[kind]))],
      }),
    )
    const entries = Map.groupBy(fates, ({ contact_id }) => partitionOf(fateTopic, contact_id))
    return appendWithin(
      tx,
      fateTopic,
      [...entries].map(([partition, those]) => ({ partition, payload: JSON.stringify(those) })),
    )
  },
}

/** By workspace, of that of the transaction or of all. */
async function stagesAsked(tx: Tx): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ workspace_id: string; stages: string[] }>`
    SELECT workspace_id, array_agg(DISTINCT stage) AS stages FROM live_segments CROSS JOIN unnest(message_stages) AS stage
    WHERE message_stages <> '{}' GROUP BY workspace_id`.execute(tx)
  return new Map(rows.map(({ workspace_id, stages }) => [workspace_id, new Set(stages)]))
}

const entry = z.array(z.custom<MessageFate>())
const fatesOf = (payload: string): MessageFate[] => entry.parse(JSON.parse(payload))

export function judgeFates(platform: Platform): Consumer {
  const hear = hearTogether<MessageFate>(hearForMembership(platform))
  return {
    apply: (payloads) => hear(payloads.flatMap(fatesOf)),
    halve(payload) {
      const fates = fatesOf(payload)
      const middle = fates.length >> 1
      return middle === 0
        ? undefined
        : [JSON.stringify(fates.slice(0, middle)), JSON.stringify(fates.slice(middle))]
    },
  }
}
