/** Files people send: kept as media of the number, described as webhooks describe them. */

import { isRecord } from "../json.ts"
import { keepMedia, receivedLivesMs } from "../world/kept-media.ts"
import { mediaUrl } from "../world/media-url.ts"
import type { PhoneNumber } from "../world/objects.ts"
import type { World } from "../world/world.ts"

const mediaTypes: Readonly<Record<string, string>> = {
  image: "image/jpeg",
  video: "video/mp4",
  audio: "audio/ogg; codecs=opus",
  document: "application/pdf",
  sticker: "image/webp",
}
/** The smallest picture there is, for people who send one without saying which. */
const pixel = Buffer.from(
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "base64",
)

/**
 * Replaces `data` (base64) of a media message by a kept file: `{id, mime_type, sha256, url}` and whatever
 * else was said (caption, filename). Without data a tiny picture stands in. Other messages stay as they are.
 */
export function inboundMedia(
  world: World,
  number: PhoneNumber,
  type: string,
  members: Readonly<Record<string, unknown>>,
  publicUrl: string,
): Readonly<Record<string, unknown>> {
  const file = members[type]
  const defaultType = mediaTypes[type]
  if (defaultType === undefined || !isRecord(file) || file.id !== undefined) return members
  const { data, mime_type, ...rest } = file
  const bytes = typeof data === "string" ? Buffer.from(data, "base64") : pixel
  const mimeType = typeof mime_type === "string" ? mime_type : defaultType
  const filename = typeof rest.filename === "string" ? rest.filename : undefined
  const media = keepMedia(world, number.id, { bytes, mimeType, filename }, receivedLivesMs)
  return {
    ...members,
    [type]: {
      ...rest,
      mime_type: mimeType,
      sha256: Buffer.from(media.sha256_hex, "hex").toString("base64"),
      id: media.id,
      url: mediaUrl(world, publicUrl, media, "webhook"),
    },
  }
}
