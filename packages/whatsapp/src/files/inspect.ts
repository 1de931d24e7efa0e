import { type MediaClass, mediaClassOf, mediaLimits } from "../messages/media.ts"
import { fileNameFor } from "./file-name.ts"
import { type Picture, readJpeg, readPng, readWebp } from "./pictures.ts"
import { sniffMedia } from "./sniff.ts"
import { readTracks } from "./tracks.ts"

export interface FileFacts {
  /** As it can be kept and sent. */
  name: string
  mimeType: string
  kind: MediaClass
  width: number | null
  height: number | null
  isAnimated: boolean
}

export interface FileFault {
  /** `unsupported_type`: Meta takes none of that type. `wrong_type`: it is not what it is called. `too_large`, `wrong_format`. */
  code: "unsupported_type" | "wrong_type" | "too_large" | "wrong_format"
  message: string
  help: string
}

export type InspectedFile = { ok: true; facts: FileFacts } | { ok: false; fault: FileFault }

interface GivenFile {
  bytes: Uint8Array
  name: string
  /** As who gives it says; empty: they do not. */
  mimeType: string
}

const fail = (code: FileFault["code"], message: string, help: string): InspectedFile => ({
  ok: false,
  fault: { code, message, help },
})

/** What systems call the same. */
const alike: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/mp3": "audio/mpeg",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/x-aac": "audio/aac",
  "audio/opus": "audio/ogg",
  "application/ogg": "audio/ogg",
  "text/csv": "text/plain",
  "application/octet-stream": "",
}

const taken =
  "WhatsApp takes JPEG and PNG pictures, WebP stickers, MP4 and 3GPP videos, AAC, AMR, MP3, M4A and OGG sounds, PDF, Word, Excel, PowerPoint and text."

/**
 * What a file is by its bytes, and whether Meta takes it: its type, its size, and the format of its kind. Source: Meta, "Media".
 * @example
 * const inspected = inspectFile({ bytes: new TextEncoder().encode("Monday: soup"), name: "menu.txt", mimeType: "text/plain" })
 * inspected.ok && inspected.facts.kind // "document"
 */
export function inspectFile({ bytes, name, mimeType }: GivenFile): InspectedFile {
  const bare = mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? ""
  const said = alike[bare] ?? bare
  if (said !== "" && mediaClassOf(said) === undefined)
    return fail("unsupported_type", `WhatsApp takes no files of the type ${said.slice(0, 100)}.`, taken)
  const type = sniffMedia(bytes, said === "text/plain" ? `${name}.txt` : name)
  const kind = type === undefined ? undefined : mediaClassOf(type)
  if (type === undefined || kind === undefined)
    return said === ""
      ? fail("unsupported_type", "The file is of no type that WhatsApp takes.", taken)
      : fail("wrong_type", `The file is not what it is called: its bytes are not ${said}.`, taken)
  if (said !== "" && said !== type)
    return fail(
      "wrong_type",
      `The file is not what it is called: it is ${type}, and not ${said}.`,
      "Save it in the format you want, and upload that.",
    )
  const tooLarge = sizeFault(kind, bytes.length, mediaLimits[kind].maxBytes)
  if (tooLarge) return { ok: false, fault: tooLarge }
  const facts = { name: fileNameFor(name, type), mimeType: type, kind }
  if (kind === "image") return ofImage(facts, type === "image/png" ? readPng(bytes) : readJpeg(bytes))
  if (kind === "sticker") return ofSticker(facts, readWebp(bytes), bytes.length)
  const fault = kind === "video" ? videoFault(bytes) : kind === "audio" ? soundFault(bytes, type) : undefined
  if (fault) return { ok: false, fault }
  return { ok: true, facts: { ...facts, width: null, height: null, isAnimated: false } }
}

type Named = Pick<FileFacts, "name" | "mimeType" | "kind">

function sizeFault(kind: string, bytes: number, most: number): FileFault | undefined {
  if (bytes <= most) return undefined
  const bound = most >= 1024 * 1024 ? `${most / 1024 / 1024} MB` : `${most / 1024} KB`
  return {
    code: "too_large",
    message: `WhatsApp takes ${kind === "audio" ? "sounds" : `${kind}s`} of at most ${bound}.`,
    help: "Make it smaller, and upload that.",
  }
}

const damaged = (what: string) =>
  fail("wrong_format", `The ${what} is damaged: it cannot be read.`, "Save it again, and upload that.")

function ofImage(facts: Named, picture: Picture | undefined): InspectedFile {
  if (picture === undefined || picture.width === 0 || picture.height === 0) return damaged("picture")
  if (picture.depth !== 8 || picture.isRgb === false)
    return fail(
      "wrong_format",
      "WhatsApp takes pictures with 8 bits of red, green and blue.",
      "Save it as RGB with 8 bits a channel, not as grayscale, with a palette or as CMYK.",
    )
  const { width, height } = picture
  return { ok: true, facts: { ...facts, width, height, isAnimated: false } }
}

const stickerSize = 512
const stillStickerBytes = 100 * 1024

function ofSticker(facts: Named, picture: Picture | undefined, bytes: number): InspectedFile {
  if (picture === undefined) return damaged("sticker")
  const { width, height, isAnimated = false } = picture
  if (width !== stickerSize || height !== stickerSize)
    return fail(
      "wrong_format",
      `A sticker has ${stickerSize} by ${stickerSize} points; this one has ${width} by ${height}.`,
      "A WebP file can be sent as a sticker only. Save a picture as JPEG or PNG.",
    )
  const fault = isAnimated ? undefined : sizeFault("still sticker", bytes, stillStickerBytes)
  return fault ? { ok: false, fault } : { ok: true, facts: { ...facts, width, height, isAnimated } }
}

/** Meta: H.264 and AAC only, one sound or none. */
function videoFault(bytes: Uint8Array): FileFault | undefined {
  const tracks = readTracks(bytes)
  const pictures = tracks.filter(({ kind }) => kind === "vide")
  const sounds = tracks.filter(({ kind }) => kind === "soun")
  const help = "Export it as MP4 with H.264 video and AAC sound."
  if (pictures.length === 0)
    return { code: "wrong_format", message: "The file has no video that can be read.", help }
  if (!pictures.every(({ codec }) => codec === "avc1" || codec === "avc3"))
    return { code: "wrong_format", message: "WhatsApp takes videos coded as H.264 only.", help }
  if (sounds.length > 1)
    return { code: "wrong_format", message: "A video has one sound track at most.", help }
  return sounds.every(({ codec }) => codec === "mp4a")
    ? undefined
    : { code: "wrong_format", message: "WhatsApp takes videos with AAC sound only.", help }
}

/** Meta: in an OGG file OPUS only, mono. */
function soundFault(bytes: Uint8Array, type: string): FileFault | undefined {
  if (type !== "audio/ogg") return undefined
  const help = "Export it as OGG with OPUS and one channel, or as MP3."
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 512)).indexOf("OpusHead")
  if (head === -1) return { code: "wrong_format", message: "WhatsApp takes OGG files with OPUS only.", help }
  return bytes[head + 9] === 1
    ? undefined
    : { code: "wrong_format", message: "WhatsApp takes OGG sounds with one channel only.", help }
}
