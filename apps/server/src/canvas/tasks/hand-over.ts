import { rows, sql } from "../../platform/database/index.ts"
import { done, type Performing } from "./task.ts"

const hourMs = 3_600_000

/** Holds what is automatic for these people and the number. */
export const handOverRuns: Performing<"hand_over"> = {
  async perform(_platform, { step, version }) {
    return async (tx, now, open) => {
      const people = open.map(({ id, contactId }) => ({ runId: id, contactId }))
      await sql`
        INSERT INTO automation_holds (workspace_id, number_id, contact_id, run_id, reason, since, until)
        SELECT ${version.workspaceId}, ${version.numberId}, contact_id, run_id, ${step.reason}, ${now},
          ${new Date(now.getTime() + step.hours * hourMs)}
        FROM ${rows("p", people, { runId: "uuid", contactId: "uuid" })} ORDER BY contact_id`.execute(tx)
      return open.map(done)
    }
  },
}
