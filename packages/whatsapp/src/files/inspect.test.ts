import { describe, expect, it } from "vitest"
import { fileNameFor } from "./file-name.ts"
import { inspectFile } from "./inspect.ts"
import { jpeg, mp4, office, ogg, pdf, png, webp } from "./testing/sample-files.ts"

const look = (bytes: Uint8Array, name: string, mimeType = "") => {
  const found = inspectFile({ bytes, name, mimeType })
  return found.ok ? `${found.facts.kind} ${found.facts.mimeType}` : found.fault.code
}
const oldWord = Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "latin1")

it.each([
  [png(), "a.png", "image/png", "image image/png"],
  [jpeg(), "a", "", "image image/jpeg"],
  [jpeg(), "a.jpg", "image/jpg", "image image/jpeg"],
  [webp(), "a.webp", "image/webp", "sticker image/webp"],
  [webp({ isAnimated: true, bytes: 300 * 1024 }), "a.webp", "", "sticker image/webp"],
  [mp4(), "a.mp4", "video/mp4", "video video/mp4"],
  [mp4([["vide", "avc1"]], "3gp4"), "a.3gp", "video/3gpp", "video video/3gpp"],
  [mp4([["soun", "mp4a"]], "M4A "), "a.m4a", "audio/x-m4a", "audio audio/mp4"],
  [ogg(), "a.ogg", "audio/ogg; codecs=opus", "audio audio/ogg"],
  [Buffer.from("#!AMR\n..."), "a.amr", "audio/amr", "audio audio/amr"],
  [Buffer.from("ID3......"), "a.mp3", "audio/mp3", "audio audio/mpeg"],
  [Buffer.from([0xff, 0xf1, 0x50, 0x80]), "a.aac", "audio/aac", "audio audio/aac"],
  [pdf, "a.pdf", "application/octet-stream", "document application/pdf"],
  [oldWord, "a.doc", "", "document application/msword"],
  [
    office("xl/workbook.xml"),
    "a.xlsx",
    "",
    "document application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ],
  [Buffer.from("Ábc, déf\n1,2\n"), "a.csv", "text/csv", "document text/plain"],
])("a file is known by its bytes (%#)", (bytes, name, mimeType, found) => {
  expect(look(bytes, name, mimeType)).toBe(found)
})

describe("refused is", () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const html = Buffer.from("\n <!doctype html><script>alert(1)</script>")
  it.each([
    ["an SVG that says so", svg, "a.svg", "image/svg+xml", "unsupported_type"],
    ["an SVG that is called a PNG", svg, "a.png", "image/png", "wrong_type"],
    ["an SVG without a type", svg, "a.txt", "", "unsupported_type"],
    ["HTML", html, "a.html", "text/html", "unsupported_type"],
    ["HTML that is called a text", html, "a.txt", "text/plain", "wrong_type"],
    ["a program that is called a picture", Buffer.from("MZ\x90\0"), "a.jpg", "image/jpeg", "wrong_type"],
    [
      "an archive that is called a document",
      Buffer.from("PK\x03\x04 setup.exe"),
      "a.docx",
      "",
      "unsupported_type",
    ],
    ["a text with zeros", Buffer.from("a\0b"), "a.txt", "text/plain", "wrong_type"],
    ["a JPEG that is called a PNG", jpeg(), "a.png", "image/png", "wrong_type"],
    ["a video that is called a sound", mp4(), "a.mp4", "audio/mp4", "wrong_type"],
    ["nothing", Buffer.alloc(0), "a.png", "image/png", "wrong_type"],
    ["a PNG of a palette", png({ colors: 3 }), "a.png", "", "wrong_format"],
    ["a PNG of 16 bits", png({ depth: 16 }), "a.png", "", "wrong_format"],
    ["a JPEG for printers", jpeg({ channels: 4 }), "a.jpg", "", "wrong_format"],
    ["half a PNG", png().subarray(0, 20), "a.png", "", "wrong_format"],
    ["a sticker of another size", webp({ width: 256 }), "a.webp", "", "wrong_format"],
    ["a still sticker that is too large", webp({ bytes: 101 * 1024 }), "a.webp", "", "too_large"],
    [
      "a picture that is too large",
      Buffer.concat([png(), Buffer.alloc(5 * 1024 * 1024)]),
      "a.png",
      "",
      "too_large",
    ],
    ["a video coded as H.265", mp4([["vide", "hvc1"]]), "a.mp4", "", "wrong_format"],
    [
      "a video with two sounds",
      mp4([
        ["vide", "avc1"],
        ["soun", "mp4a"],
        ["soun", "mp4a"],
      ]),
      "a.mp4",
      "",
      "wrong_format",
    ],
    [
      "a video with other sound",
      mp4([
        ["vide", "avc1"],
        ["soun", "ac-3"],
      ]),
      "a.mp4",
      "",
      "wrong_format",
    ],
    ["a container with nothing in it", mp4([]), "a.mp4", "", "wrong_format"],
    ["OGG in stereo", ogg(2), "a.ogg", "", "wrong_format"],
    ["OGG that is not OPUS", Buffer.from("OggS....vorbis"), "a.ogg", "", "wrong_format"],
  ])("%s", (_, bytes, name, mimeType, code) => {
    expect(look(bytes, name, mimeType)).toBe(code)
  })

  it("a container whose boxes claim to be longer than it, without reading past its end", () => {
    const bytes = mp4()
    bytes.writeUInt32BE(0xffffffff, 16)
    expect(look(bytes, "a.mp4")).toBe("wrong_format")
  })
})

it("a picture's size is read", () => {
  for (const bytes of [png({ width: 300, height: 200 }), jpeg({ width: 300, height: 200 })])
    expect(inspectFile({ bytes, name: "a", mimeType: "" })).toMatchObject({
      facts: { width: 300, height: 200 },
    })
})

it.each([
  ["../../etc/passwd", "text/plain", "passwd.txt"],
  ["C:\\Users\\ana\\menu.pdf", "application/pdf", "menu.pdf"],
  ["menu.html", "text/plain", "menu.html.txt"],
  ["invoice\u202Egpj.exe", "image/png", "invoicegpj.exe.png"],
  ["a\0\r\nb.png", "image/png", "ab.png"],
  ["...png", "image/png", "png.png"],
  ["  ", "image/png", "file.png"],
  ["Foto.JPEG", "image/jpeg", "Foto.JPEG"],
  ["\ud800.png", "image/png", "\ufffd.png"],
  ['a"b<c>.png', "image/png", "a_b_c_.png"],
])("the name %j of %s becomes %j", (name, type, kept) => {
  expect(fileNameFor(name, type)).toBe(kept)
})

it("a long name keeps its ending", () => {
  const name = fileNameFor(`${"ä".repeat(400)}.png`, "image/png")
  expect([name.length, name.endsWith(".png")]).toEqual([240, true])
})
