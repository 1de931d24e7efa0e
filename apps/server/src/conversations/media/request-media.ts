import type { InboundContent, InboundMedia } from "@parley/whatsapp/webhooks"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** So long Meta keeps what people send. Source: Meta, "Media" and the webhooks reference. */
const metaKeepsMs = 7 * 24 * 60 * 60 * 1000

/** A message that is stored, whose file is to be fetched if it has one. */
export interface MessageWithFile {
  id: string
  sentAt: Date
  content: InboundContent
}

/** Has the files of messages fetched: one row each, once, of those that have one. */
export async function requestMedia(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  of: "inbound_message_id" | "echoed_message_id",
  messages: readonly MessageWithFile[],
): Promise<void> {
  const files = messages.flatMap(({ id, sentAt, content }) => {
    const file = fileOf(content)
    if (file === undefined) return []
    const { media, fileName } = file
    return [
      {
        messageId: id,
        metaId: media.id,
        mimeType: media.mimeType,
        fileName,
        goneAt: new Date(sentAt.getTime() + metaKeepsMs),
      },
    ]
  })
  if (files.length === 0) return
  await sql`
    INSERT INTO conversation_media
      (workspace_id, number_id, ${sql.ref(of)}, meta_id, mime_type, file_name, try_after, gone_at)
    SELECT ${workspaceId}::uuid, ${numberId}::uuid, message_id, meta_id, mime_type, file_name, ${now}, gone_at
    FROM ${rows("file", files, {
      messageId: "uuid",
      metaId: "text",
      mimeType: "text",
      fileName: "text",
      goneAt: "timestamptz",
    })}
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** The file of a message, also of one that an edit put in its place. Pure. */
function fileOf(content: InboundContent): { media: InboundMedia; fileName?: string | undefined } | undefined {
  switch (content.type) {
    case "image":
    case "video":
    case "audio":
    case "sticker":
      return { media: content.media }
    case "document":
      return { media: content.media, fileName: content.filename }
    case "edit":
      return fileOf(content.content)
    default:
      return undefined
  }
}
