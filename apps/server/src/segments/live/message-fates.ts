/** What becomes of messages, as far as a live segment asks for it. */
import { type MessageFate, stagesChanged } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { hearForMembership } from "./hear.ts"

/** Where no live segment asks for messages it costs one look into an empty index for a batch. */
export const fates: NonNullable<Room["fates"]> = {
  async wanted(tx) {
    const stagesOf = await stagesAsked(tx)
    if (stagesOf.size === 0) return undefined
    return (workspaceId, kind) =>
      stagesChanged[kind].some((stage) => stagesOf.get(workspaceId)?.has(stage) ?? false)
  },
  hear(platform) {
    const hear = hearForMembership(platform)
    return (steps) =>
      hear(
        [...Map.groupBy(steps, ({ contact_id }) => contact_id)].map(
          ([contact_id, those]): MessageFate => ({
            kind: "message_fate",
            workspace_id: those[0]?.workspace_id ?? "",
            contact_id,
            stages: [...new Set(those.flatMap(({ kind }) => stagesChanged[kind]))],
          }),
        ),
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
