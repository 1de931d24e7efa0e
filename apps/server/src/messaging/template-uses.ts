import type { Tx } from "../platform/database/index.ts"
import type { TemplateUses } from "../templates/index.ts"

/** Whether a message made from a template waits in the outbox, which has no index for this: it is small. */
export async function messagesOfTemplate(tx: Tx, templateId: string): Promise<Partial<TemplateUses>> {
  const waiting = await tx
    .selectFrom("outbox")
    .innerJoin("contents", "contents.id", "outbox.content_id")
    .select("outbox.id")
    .where("contents.template_id", "=", templateId)
    .limit(1)
    .executeTakeFirst()
  return { messages_waiting: waiting !== undefined }
}
