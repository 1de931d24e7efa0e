import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Occasion } from "./replies.ts"

/** Two machines may talk to each other: each gets the same answer once in that time. */
const quietMinutes = 10

/** Of these people and occasions those that were not answered so a moment ago; from now on they were. */
export async function claimReplies<Answer extends { contactId: string; occasion: Occasion }>(
  tx: Tx,
  { workspaceId, groupId, now }: { workspaceId: string; groupId: string; now: Date },
  answers: readonly Answer[],
): Promise<Answer[]> {
  const wanted = [
    ...new Map(answers.map((answer) => [`${answer.contactId} ${answer.occasion}`, answer])).values(),
  ]
  const { rows: claimed } = await sql<{ contact_id: string; occasion: string }>`
    INSERT INTO consent_replies_sent AS sent (subscription_group_id, contact_id, occasion, workspace_id, sent_at)
    SELECT ${groupId}, contact_id, occasion, ${workspaceId}, ${now}
    FROM ${rows(
      "answer",
      wanted.map(({ contactId, occasion }) => ({ contactId, occasion })),
      { contactId: "uuid", occasion: "text" },
    )}
    ORDER BY contact_id, occasion -- in one order everywhere, so that two writers cannot block each other
    ON CONFLICT (subscription_group_id, contact_id, occasion) DO UPDATE SET sent_at = excluded.sent_at
      WHERE sent.sent_at <= excluded.sent_at - make_interval(mins => ${quietMinutes})
    RETURNING contact_id, occasion`.execute(tx)
  const mine = new Set(claimed.map(({ contact_id, occasion }) => `${contact_id} ${occasion}`))
  return wanted.filter(({ contactId, occasion }) => mine.has(`${contactId} ${occasion}`))
}
