/** Media messages: an uploaded `id` or a public `link`, never both. Sizes and MIME types are facts of the file. */
import { z } from "zod"
import { boundedText } from "./text.ts"

const id = z.string().min(1)
const link = z
  .string()
  .regex(/^https?:\/\/\S+$/, "must be an http or https address that Meta can fetch")
  .max(2048)
const caption = boundedText(1024)

/** Where the bytes of a medium are: exactly one of the two. */
export const mediaSource = { id: id.optional(), link: link.optional() }

/** Refuses a medium that names both an id and a link, or neither. */
export function refineMediaSource(
  media: { id?: string | undefined; link?: string | undefined },
  context: z.RefinementCtx,
): void {
  if ((media.id === undefined) === (media.link === undefined)) {
    context.addIssue({
      code: "custom",
      params: { rule: media.id === undefined ? "required" : "conflict" },
      message: "exactly one of id and link is needed",
    })
  }
}

export const imageSchema = z
  .strictObject({ ...mediaSource, caption: caption.optional() })
  .superRefine(refineMediaSource)
export const videoSchema = z
  .strictObject({ ...mediaSource, caption: caption.optional() })
  .superRefine(refineMediaSource)
export const documentSchema = z
  .strictObject({ ...mediaSource, caption: caption.optional(), filename: boundedText(240).optional() })
  .superRefine(refineMediaSource)
/** `voice` asks for a voice note: OPUS in an ogg container only. */
const audioSchema = z
  .strictObject({ ...mediaSource, voice: z.boolean().optional() })
  .superRefine(refineMediaSource)
const stickerSchema = z.strictObject(mediaSource).superRefine(refineMediaSource)

export const imageContentSchema = z.object({ type: z.literal("image"), image: imageSchema })
export const videoContentSchema = z.object({ type: z.literal("video"), video: videoSchema })
export const documentContentSchema = z.object({ type: z.literal("document"), document: documentSchema })
export const audioContentSchema = z.object({ type: z.literal("audio"), audio: audioSchema })
export const stickerContentSchema = z.object({ type: z.literal("sticker"), sticker: stickerSchema })

const mebibyte = 1024 * 1024

export type MediaClass = "image" | "video" | "audio" | "document" | "sticker"

/** What Meta takes per class of medium. Sizes in bytes. Source: Meta, "Media", supported types. */
export const mediaLimits: Readonly<Record<MediaClass, { maxBytes: number; mimeTypes: readonly string[] }>> = {
  image: { maxBytes: 5 * mebibyte, mimeTypes: ["image/jpeg", "image/png"] },
  video: { maxBytes: 16 * mebibyte, mimeTypes: ["video/mp4", "video/3gpp"] },
  audio: {
    maxBytes: 16 * mebibyte,
    mimeTypes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
  },
  document: {
    maxBytes: 100 * mebibyte,
    mimeTypes: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ],
  },
  /** 500 KiB is the bound of animated stickers; still ones may have 100 KiB. */
  sticker: { maxBytes: 500 * 1024, mimeTypes: ["image/webp"] },
}

/**
 * The class a MIME type belongs to (parameters such as `; codecs=opus` are ignored), or undefined if Meta takes none of that type.
 * @example
 * mediaClassOf("audio/ogg; codecs=opus") // "audio"
 * mediaClassOf("image/gif") // undefined
 */
export function mediaClassOf(mimeType: string): MediaClass | undefined {
  const bare = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? ""
  for (const [name, limit] of Object.entries(mediaLimits)) {
    if (limit.mimeTypes.includes(bare) && isMediaClass(name)) return name
  }
  return undefined
}

function isMediaClass(name: string): name is MediaClass {
  return Object.hasOwn(mediaLimits, name)
}
