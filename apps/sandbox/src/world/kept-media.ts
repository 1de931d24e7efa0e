/** Files of a number: what was uploaded to it and what people sent to it. */
import { createHash } from "node:crypto"
import { putBlob } from "../store/blobs.ts"
import type { Media } from "./objects.ts"
import type { World } from "./world.ts"

/** How long a file is kept that a person sent. */
export const receivedLivesMs = 7 * 24 * 60 * 60 * 1000

export interface MediaFile {
  bytes: Buffer
  mimeType: string
  filename: string | undefined
}

/** Keeps a file for a number; ids live 30 days when uploaded and 7 when received. */
export function keepMedia(world: World, numberId: string, file: MediaFile, livesMs: number): Media {
  const id = world.newId()
  putBlob(world.store, id, file.bytes)
  return world.media.put({
    id,
    type: "media",
    number_id: numberId,
    mime_type: file.mimeType,
    sha256_hex: createHash("sha256").update(file.bytes).digest("hex"),
    size: file.bytes.length,
    ...(file.filename === undefined || file.filename === "" ? {} : { filename: file.filename }),
    expires_at_ms: world.clock.nowMs() + livesMs,
  })
}
