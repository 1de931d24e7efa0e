import { columnsOf, rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"

export const outboxChannel = "parley_outbox"

/** One message to one contact, or a test. */
export interface NewMessage {
  /** null: a test, which goes to {@link testPhone}. */
  contactId: string | null
  /** E.164 */
  testPhone?: string
  /** The contact whose attributes fill a test; nobody's when absent. */
  testAs?: string
  /** Default: what the variant of the source says. */
  contentId?: string
  variables?: Record<string, unknown>
  sendAfter: Date
  expiresAt: Date
}

const columns = {
  contactId: "uuid",
  testPhone: "text",
  testAs: "uuid",
  contentId: "uuid",
  variables: "jsonb",
  sendAfter: "timestamptz",
  expiresAt: "timestamptz",
} as const

/** Puts messages of one source into the outbox and wakes the number's lane. @returns their ids, in the same order */
export async function enqueue(
  tx: Tx,
  source: { workspaceId: string; numberId: string; sourceId: string },
  messages: readonly NewMessage[],
): Promise<string[]> {
  const { rows: queued } = await sql<{ id: string }>`
    INSERT INTO outbox (workspace_id, number_id, source_id, ${columnsOf(columns)})
    SELECT ${source.workspaceId}, ${source.numberId}, ${source.sourceId}, ${columnsOf(columns)}
    FROM ${rows("message", messages, columns)} ORDER BY position
    RETURNING id
  `.execute(tx)
  wakeLane(source.numberId)
  return queued.map(({ id }) => id)
}

/** Tells the holder of the number's lane that there is work, once the transaction of the caller commits. */
export function wakeLane(numberId: string): void {
  wakeAfterCommit(outboxChannel, numberId)
}
