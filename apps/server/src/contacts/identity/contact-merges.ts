/** That contacts proved to be one person, as their timeline says it. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** @param gone the row of each contact that is gone, and the one that took over from it */
export async function keepMerges(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  gone: readonly { id: string; gone_id: string; gone: unknown }[],
): Promise<void> {
  await sql`
    INSERT INTO contact_merges (workspace_id, contact_id, merged_contact_id, known_as, merged_at)
    SELECT ${workspaceId}, t.id, t.gone_id, coalesce(nullif(concat_ws(' ', gone ->> 'first_name', gone ->> 'last_name'), ''),
      gone ->> 'phone', gone ->> 'external_id', gone ->> 'username', gone ->> 'bsuid'), ${now}
    FROM ${rows("t", gone, { id: "uuid", gone_id: "uuid", gone: "jsonb" })}`.execute(tx)
}

/** Who was merged into a contact is merged into the one that takes over from it. */
export async function moveMerges(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  await sql`UPDATE contact_merges AS m SET contact_id = pair.into
    FROM ${rows("pair", pairs, { from: "uuid", into: "uuid" })} WHERE m.contact_id = pair.from`.execute(tx)
}

/** For the person themselves. */
export async function exportMerges(tx: Tx, contactId: string) {
  const merges = tx
    .selectFrom("contact_merges")
    .select(["merged_contact_id", "known_as", "merged_at"])
    .where("contact_id", "=", contactId)
    .orderBy("merged_at")
  return { merges: await merges.execute() }
}
