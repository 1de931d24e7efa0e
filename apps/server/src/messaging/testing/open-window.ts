import { sql } from "../../platform/database/index.ts"
import type { Office } from "../../templates/testing/template-fixture.ts"

/** Someone wrote to the number just now, at Meta and here. @returns the contact's id */
export async function openWindow(
  { platform, control, phoneNumberId }: Office,
  numberId: string,
  phone: string,
  firstName: string | null = null,
): Promise<string> {
  const { db, workspaceId, clock } = platform
  const now = clock.now()
  const { rows } = await db.workspace(workspaceId, (tx) =>
    sql<{ contact_id: string }>`
      WITH contact AS (
        INSERT INTO contacts (workspace_id, phone, first_name, created_at, updated_at)
        VALUES (${workspaceId}, ${phone}, ${firstName}, ${now}, ${now}) RETURNING id
      )
      INSERT INTO conversations (workspace_id, number_id, contact_id, last_inbound_at, created_at)
      SELECT ${workspaceId}, ${numberId}, id, ${now}, ${now} FROM contact RETURNING contact_id`.execute(tx),
  )
  await control("POST", `people/${phone.slice(1)}/messages`, {
    to: phoneNumberId,
    type: "text",
    text: { body: "Hi" },
  })
  return rows[0]?.contact_id ?? ""
}

/** What a phone got from the number, in order. */
export async function messagesOn({ control, phoneNumberId }: Office, phone: string) {
  const { body } = await control("GET", `people/${phone.slice(1)}/chats/${phoneNumberId}`)
  return body.data.filter(({ direction }: { direction: string }) => direction === "outbound")
}
