import { uploadMedia } from "@parley/whatsapp/graph"
import { accountOfNumber, answered } from "../../connect/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type HeaderFile, requireHeaderFile } from "./header-file.ts"

/** Source: Meta, "Media". */
const livesMs = 30 * 24 * 60 * 60 * 1000

/**
 * Gives Meta a file that messages of one number show in their header. To send it a month later, upload it again.
 * @returns the id for `header_media.id`, good for messages of this number alone
 * @throws Problem as {@link requireHeaderFile} does; not_found (the number), conflict (its account is disconnected),
 *   meta_rejected, meta_unreachable
 */
export async function uploadHeaderMedia(
  platform: Platform,
  { workspaceId, numberId }: { workspaceId: string; numberId: string },
  file: HeaderFile,
): Promise<{ id: string; format: string; expires_at: Date }> {
  const format = requireHeaderFile(file)
  const { graph, phone_number_id } = await platform.db.workspace(workspaceId, (tx) =>
    accountOfNumber(platform, tx, numberId),
  )
  const { id } = answered(await uploadMedia(graph, phone_number_id, file))
  return { id, format, expires_at: new Date(platform.clock.now().getTime() + livesMs) }
}
