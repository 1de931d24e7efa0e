import { describe, expect, it } from "vitest"
import { sampleFormatOf, sniffSample } from "./samples.ts"

describe("the sample of a header", () => {
  it.each([
    ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["image/png", [0x89, ...Buffer.from("PNG\r\n")]],
    ["application/pdf", [...Buffer.from("%PDF-1.7")]],
    ["video/mp4", [0, 0, 0, 24, ...Buffer.from("ftypisom")]],
    [undefined, [...Buffer.from("GIF89a")]],
    [undefined, []],
  ])("is known by its bytes: %s", (mimeType, bytes) => {
    expect(sniffSample(Uint8Array.from(bytes))).toBe(mimeType)
  })

  it("has a format by its type", () => {
    expect(["image/png", "video/mp4", "application/pdf", "image/gif"].map(sampleFormatOf)).toEqual([
      "IMAGE",
      "VIDEO",
      "DOCUMENT",
      undefined,
    ])
  })
})
