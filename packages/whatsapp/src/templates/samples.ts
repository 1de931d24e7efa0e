/** Sample files that reviewers see in place of the media of a header. Source: Meta, "Resumable upload", "Media". */
import { mediaLimits } from "../messages/media.ts"

export type SampleFormat = "IMAGE" | "VIDEO" | "DOCUMENT"

/** What a sample of each header format may be; sizes in bytes. */
export const sampleLimits: Readonly<
  Record<SampleFormat, { mimeTypes: readonly string[]; maxBytes: number }>
> = {
  IMAGE: { mimeTypes: ["image/jpeg", "image/png"], maxBytes: mediaLimits.image.maxBytes },
  VIDEO: { mimeTypes: ["video/mp4"], maxBytes: mediaLimits.video.maxBytes },
  DOCUMENT: { mimeTypes: ["application/pdf"], maxBytes: mediaLimits.document.maxBytes },
}

/**
 * The format a sample is for, by its MIME type.
 * @example
 * sampleFormatOf("image/png") // "IMAGE"
 * sampleFormatOf("image/gif") // undefined
 */
export function sampleFormatOf(mimeType: string): SampleFormat | undefined {
  if (sampleLimits.IMAGE.mimeTypes.includes(mimeType)) return "IMAGE"
  if (sampleLimits.VIDEO.mimeTypes.includes(mimeType)) return "VIDEO"
  return sampleLimits.DOCUMENT.mimeTypes.includes(mimeType) ? "DOCUMENT" : undefined
}

/**
 * The MIME type that the first bytes of a file (twelve are enough) show, of those a sample may have.
 * @example sniffSample(new TextEncoder().encode("%PDF-1.7")) // "application/pdf"
 */
export function sniffSample(bytes: Uint8Array): string | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg"
  if (bytes[0] === 0x89 && ascii(1, 4) === "PNG") return "image/png"
  if (ascii(0, 5) === "%PDF-") return "application/pdf"
  return ascii(4, 8) === "ftyp" ? "video/mp4" : undefined
}
