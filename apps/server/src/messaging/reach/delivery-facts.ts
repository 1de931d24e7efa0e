/** What Meta's refusals tell about a person: not on WhatsApp, had enough marketing, … Kept by contact and code, and shown. */
import { explainError } from "@parley/whatsapp/errors"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** A message that failed, with Meta's code. */
export interface Refusal {
  id: string
  code: number
}

/** Keeps what these failures tell about the people they were for; of others nothing. Failed messages are history by then. */
export async function learnOfRecipients(tx: Tx, refusals: readonly Refusal[], now: Date): Promise<void> {
  const told = refusals.filter(({ code }) => explainError(code).scope === "contact")
  if (told.length === 0) return
  await sql`
    INSERT INTO delivery_facts AS known (contact_id, code, workspace_id, first_at, last_at, times)
    SELECT contact_id, told.code, workspace_id, ${now}::timestamptz, ${now}::timestamptz, count(*)
    FROM ${rows("told", told, { id: "uuid", code: "integer" })} JOIN messages ON messages.id = told.id
    WHERE EXISTS (SELECT FROM contacts WHERE contacts.id = contact_id)
    GROUP BY contact_id, told.code, workspace_id
    ORDER BY contact_id, told.code
    ON CONFLICT (contact_id, code) DO UPDATE SET last_at = excluded.last_at, times = known.times + excluded.times
  `.execute(tx)
}

export interface DeliveryFact {
  code: number
  first_at: Date
  last_at: Date
  times: number
}

/** What is known of a contact, the newest first. */
export const readDeliveryFacts = (tx: Tx, contactId: string): Promise<DeliveryFact[]> =>
  tx
    .selectFrom("delivery_facts")
    .select(["code", "first_at", "last_at", "times"])
    .where("contact_id", "=", contactId)
    .orderBy("last_at", "desc")
    .execute()

/** Of contacts that prove to be one person. */
export async function moveDeliveryFacts(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const pair = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    WITH gone AS (
      DELETE FROM delivery_facts AS f USING ${pair} WHERE f.contact_id = pair.from AND f.workspace_id = ${workspaceId}
      RETURNING pair.into, f.*
    )
    INSERT INTO delivery_facts AS known (contact_id, code, workspace_id, first_at, last_at, times)
    SELECT gone.into, code, workspace_id, min(first_at), max(last_at), sum(times) FROM gone GROUP BY gone.into, code, workspace_id
    ORDER BY gone.into, code
    ON CONFLICT (contact_id, code) DO UPDATE SET first_at = least(known.first_at, excluded.first_at),
      last_at = greatest(known.last_at, excluded.last_at), times = known.times + excluded.times
  `.execute(tx)
}
