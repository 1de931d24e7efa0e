import { holdAutomation } from "../../messaging/index.ts"
import { tell } from "../../notifications/index.ts"
import { sql } from "../../platform/database/index.ts"
import { done, type Performing } from "./task.ts"

const hourMs = 3_600_000
/** Of many who are handed over together, members are told in one notification. */
const mostTold = 20

/** Holds what is automatic for these people and the number, and tells the team. */
export const handOverRuns: Performing<"hand_over"> = {
  async perform(_platform, { step, version }) {
    const { workspaceId, numberId, canvasId, name: canvas } = version
    return async (tx, now, open) => {
      const until = new Date(now.getTime() + step.hours * hourMs)
      await holdAutomation(
        tx,
        { workspaceId, numberId, reason: step.reason, until, now },
        open.map(({ id, contactId }) => ({ contactId, runId: id })),
      )
      const { rows: names } = await sql<{ id: string; name: string | null }>`
        SELECT id, nullif(trim(concat_ws(' ', first_name, last_name)), '') AS name FROM contacts
        WHERE id = ANY(${open.slice(0, mostTold).map(({ contactId }) => contactId)}::uuid[])`.execute(tx)
      const [first] = names
      if (first)
        await tell(
          tx,
          [
            {
              workspaceId,
              about: {
                kind: "handed_over",
                canvas_id: canvasId,
                canvas,
                number_id: numberId,
                contact_id: first.id,
                contact: first.name,
                people: open.length,
                reason: step.reason || null,
              },
            },
          ],
          now,
        )
      return open.map(done)
    }
  },
}
