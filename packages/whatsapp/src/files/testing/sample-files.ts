/** Small files that are what they say, as Meta takes them. */
import { deflateSync } from "node:zlib"

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A chunk of a PNG; its checksum is left out, which nobody here reads. */
const chunk = (type: string, data: Uint8Array) =>
  Buffer.concat([u32(data.length), Buffer.from(type), data, u32(0)])

/** @param colors 2: RGB, 3: a palette, 6: RGB with transparency */
export const png = ({ width = 8, height = 8, depth = 8, colors = 6 } = {}) =>
  Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", Buffer.concat([u32(width), u32(height), Buffer.from([depth, colors, 0, 0, 0])])),
    chunk("IDAT", deflateSync(Buffer.alloc(height * (width * 4 + 1)))),
    chunk("IEND", Buffer.alloc(0)),
  ])

/** @param channels 3: RGB, 1: gray, 4: CMYK */
export const jpeg = ({ width = 8, height = 8, channels = 3 } = {}) => {
  const size = Buffer.alloc(4)
  size.writeUInt16BE(height, 0)
  size.writeUInt16BE(width, 2)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]),
    size,
    Buffer.from([channels, ...Array.from({ length: 12 }, () => 0), 0xff, 0xd9]),
  ])
}

/** A WebP of the extended kind. */
export const webp = ({ width = 512, height = 512, isAnimated = false, bytes = 64 } = {}) => {
  const u24 = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255]
  const head = Buffer.concat([
    Buffer.from("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0", "latin1"),
    Buffer.from([isAnimated ? 2 : 0, 0, 0, 0, ...u24(width - 1), ...u24(height - 1)]),
  ])
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length))])
}

const box = (type: string, ...inner: Uint8Array[]) => {
  const data = Buffer.concat(inner)
  return Buffer.concat([u32(data.length + 8), Buffer.from(type), data])
}

const track = (kind: string, codec: string) =>
  box(
    "trak",
    box(
      "mdia",
      box("hdlr", Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12)),
      box("minf", box("stbl", box("stsd", Buffer.alloc(4), u32(1), box(codec, Buffer.alloc(8))))),
    ),
  )

/** @param tracks kind and codec of each */
export const mp4 = (
  tracks: readonly (readonly [string, string])[] = [
    ["vide", "avc1"],
    ["soun", "mp4a"],
  ],
  brand = "isom",
) =>
  Buffer.concat([
    box("ftyp", Buffer.from(brand.padEnd(4)), Buffer.alloc(4)),
    box("moov", ...tracks.map(([kind, codec]) => track(kind, codec))),
  ])

/** An OGG page with the head of OPUS. */
export const ogg = (channels = 1) =>
  Buffer.concat([
    Buffer.from("OggS"),
    Buffer.alloc(24),
    Buffer.from("OpusHead\x01", "latin1"),
    Buffer.from([channels]),
    Buffer.alloc(20),
  ])

/** The names that stand at the end of an Office file. */
export const office = (part = "word/document.xml") =>
  Buffer.from(`PK\x03\x04........[Content_Types].xml........${part}`, "latin1")

export const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n")
