/** What a file is by its bytes. Pure. */
import { typeOfName } from "./file-name.ts"
import { readTracks } from "./tracks.ts"

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

const officeParts = {
  "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
} as const
const oldOffice: ReadonlySet<string | undefined> = new Set([
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
])

/** Texts that a browser may run. */
const markup = /^\s*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe)/i

/**
 * The MIME type that the bytes of a file show, of those that Meta takes; undefined: none of them. Where bytes alone do not tell,
 * as those of a text or of an old Word document, the name says the rest.
 */
export function sniffMedia(bytes: Uint8Array, name: string): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg"
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === "PNG\r\n\x1a\n") return "image/png"
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "image/webp"
  if (ascii(bytes, 0, 5) === "%PDF-") return "application/pdf"
  if (ascii(bytes, 0, 4) === "OggS") return "audio/ogg"
  if (ascii(bytes, 0, 5) === "#!AMR") return "audio/amr"
  if (ascii(bytes, 0, 3) === "ID3") return "audio/mpeg"
  if (ascii(bytes, 4, 8) === "ftyp") return sniffMp4(bytes)
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return "audio/aac"
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0) return "audio/mpeg"
  const named = typeOfName(name)
  if (ascii(bytes, 0, 4) === "PK\x03\x04") return sniffOffice(bytes)
  if (ascii(bytes, 0, 8) === "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return oldOffice.has(named) ? named : undefined
  return named === "text/plain" && isPlainText(bytes) ? "text/plain" : undefined
}

/** Sounds and videos have the same container. */
function sniffMp4(bytes: Uint8Array): string {
  if (ascii(bytes, 8, 11) === "3gp") return "video/3gpp"
  const tracks = readTracks(bytes)
  const isSound = tracks.length > 0 && tracks.every(({ kind }) => kind !== "vide")
  return isSound || ascii(bytes, 8, 11) === "M4A" ? "audio/mp4" : "video/mp4"
}

/** So many bytes at the end of an archive have the names of its files, unless they are thousands. */
const directoryBytes = 256 * 1024
const oneByteEach = new TextDecoder("latin1")

/** A ZIP archive lists its files at its end. */
function sniffOffice(bytes: Uint8Array): string | undefined {
  const directory = oneByteEach.decode(bytes.subarray(-directoryBytes))
  if (!directory.includes("[Content_Types].xml")) return undefined
  return Object.entries(officeParts).find(([part]) => directory.includes(part))?.[1]
}

function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what a text has none of
    return text !== "" && !/[\0-\x08\x0e-\x1f]/.test(text) && !markup.test(text)
  } catch {
    return false
  }
}
