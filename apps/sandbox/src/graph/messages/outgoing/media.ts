/** image, video, audio, document, sticker: `{id | link, caption?, filename?}`. */

import { type Fields, onlyKeys, optionalString, record } from "../../protocol/inspect.ts"
import { invalidParameter } from "../../protocol/refusal.ts"

export const mediaTypes = ["image", "video", "audio", "document", "sticker"] as const
export type MediaType = (typeof mediaTypes)[number]

const captionMax = 1024
const keys: Readonly<Record<MediaType, readonly string[]>> = {
  image: ["id", "link", "caption", "provider"],
  video: ["id", "link", "caption", "provider"],
  audio: ["id", "link", "voice", "provider"],
  document: ["id", "link", "caption", "filename", "provider"],
  sticker: ["id", "link", "provider"],
}

/** Whether an uploaded file of this id may be sent by the number. */
export type HasMedia = (id: string) => boolean

export function inspectMedia(value: unknown, path: string, type: MediaType, hasMedia: HasMedia): void {
  const media = record(value, path)
  onlyKeys(media, path, keys[type])
  optionalString(media.caption, `${path}['caption']`, captionMax)
  optionalString(media.filename, `${path}['filename']`, 240)
  inspectSource(media, path, hasMedia)
}

/** `id` or `link`, one of the two. */
export function inspectSource(media: Fields, path: string, hasMedia: HasMedia): void {
  const id = typeof media.id === "number" ? String(media.id) : optionalString(media.id, `${path}['id']`)
  const link = optionalString(media.link, `${path}['link']`)
  if (id === undefined && link === undefined) {
    throw invalidParameter("Invalid parameter", `Either ${path}['id'] or ${path}['link'] is required.`)
  }
  if (id !== undefined && link !== undefined) {
    throw invalidParameter("Invalid parameter", `Only one of ${path}['id'] and ${path}['link'] may be given.`)
  }
  if (id !== undefined && !hasMedia(id)) {
    throw invalidParameter(`Param ${path}['id'] is not a valid whatsapp business account media attachment ID`)
  }
  if (link !== undefined && !/^https?:\/\/[^\s]+$/.test(link)) {
    throw invalidParameter(`Param ${path}['link'] is not a valid URI.`)
  }
}
