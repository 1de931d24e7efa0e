import { describe, expect, it } from "vitest"
import { checkPicture } from "./picture.ts"

/** The head of a PNG; nothing behind it is looked at. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes)
  bytes.write("IHDR", 12)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** A JPEG's start, a segment to skip, and its frame header. */
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]), frame, Buffer.alloc(20)])
}

describe("a profile picture", () => {
  it("is told by its bytes", () => {
    expect(checkPicture(png(640, 640))).toBe("image/png")
    expect(checkPicture(jpeg(192, 192))).toBe("image/jpeg")
  })

  it.each([
    ["no picture", Buffer.from("<svg/>"), "unsupported_media_type"],
    ["nothing", Buffer.alloc(0), "unsupported_media_type"],
    ["a JPEG that was cut off", jpeg(640, 640).subarray(0, 9), "unsupported_media_type"],
    ["an oblong", png(640, 480), "invalid_request"],
    ["one that is too small", jpeg(191, 191), "invalid_request"],
    ["one that is too big", Buffer.concat([png(640, 640), Buffer.alloc(5 * 1024 * 1024)]), "too_large"],
  ])("(%s) is refused", (_what, bytes, code) => {
    expect(() => checkPicture(bytes)).toThrow(expect.objectContaining({ code }))
  })
})
