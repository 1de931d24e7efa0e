/** Serves the pictures of QR codes: `/qr/{phone-number-id}/{code}.svg` and `.png`. */
import type { ServerResponse } from "node:http"
import { crc32, deflateSync } from "node:zlib"
import { encode, renderSVG } from "uqr"
import type { Running } from "../running.ts"

/** Pixels of one module of the code. */
const scale = 8

export function sendQrCode({ world }: Running, path: string, response: ServerResponse): void {
  const match = /^\/qr\/(\d+)\/([A-Z2-7]{14})\.(svg|png)$/.exec(path)
  const number = world.numbers.get(match?.[1] ?? "")
  const code = match?.[2]
  if (code === undefined || number?.qr_codes.some((one) => one.code === code) !== true) {
    response.writeHead(404).end()
    return
  }
  const link = `https://wa.me/message/${code}`
  const isSvg = match?.[3] === "svg"
  const image = isSvg ? Buffer.from(renderSVG(link)) : drawPng(encode(link).data)
  response.writeHead(200, {
    "content-type": isSvg ? "image/svg+xml" : "image/png",
    "content-length": image.length,
    "access-control-allow-origin": "*",
  })
  response.end(image)
}

/** A greyscale picture of one bit a pixel; true is black. */
function drawPng(modules: readonly (readonly boolean[])[]): Buffer {
  const size = modules.length * scale
  const lineBytes = Math.ceil(size / 8)
  const lines = Buffer.alloc((lineBytes + 1) * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true) continue
      const at = y * (lineBytes + 1) + 1 + (x >> 3)
      lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
