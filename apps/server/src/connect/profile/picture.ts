import { Problem } from "../../platform/errors.ts"

export const mostPictureBytes = 5 * 1024 * 1024
const leastSide = 192

/**
 * Looks into the bytes of a profile picture; what the sender says of them counts for nothing. Pure.
 * Meta, "Business profiles": JPEG or PNG, square, 192 pixels or more, at most 5 MB.
 * @returns its media type
 * @throws Problem unsupported_media_type, too_large, invalid_request
 */
export function checkPicture(bytes: Buffer): "image/png" | "image/jpeg" {
  if (bytes.length > mostPictureBytes) throw new Problem("too_large", "A profile picture has at most 5 MB.")
  const picture = sizeOfPng(bytes) ?? sizeOfJpeg(bytes)
  if (!picture) {
    throw new Problem("unsupported_media_type", "A profile picture is a JPEG or PNG.", {
      help: "Save the picture as JPEG or PNG and choose that file.",
    })
  }
  const { width, height, mimeType } = picture
  if (width !== height) {
    throw new Problem("invalid_request", `The picture is ${width} by ${height} pixels, not square.`, {
      help: "Crop it to a square: WhatsApp shows it in a circle.",
    })
  }
  if (width < leastSide) {
    throw new Problem("invalid_request", `The picture is ${width} pixels wide.`, {
      help: `Use at least ${leastSide} pixels; 640 is best.`,
    })
  }
  return mimeType
}

type Size<T extends string> = { width: number; height: number; mimeType: T } | undefined

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** PNG (W3C), 5.3: the first chunk is IHDR and opens with width and height. */
function sizeOfPng(bytes: Buffer): Size<"image/png"> {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(pngStart)) return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), mimeType: "image/png" }
}

/** JPEG (ITU T.81), B.2.2: the frame header SOFn holds height and width; segments before it are skipped by their length. */
function sizeOfJpeg(bytes: Buffer): Size<"image/jpeg"> {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), mimeType: "image/jpeg" }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
