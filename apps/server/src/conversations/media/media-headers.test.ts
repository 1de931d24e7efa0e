import { expect, it } from "vitest"
import { mediaHeaders } from "./media-headers.ts"

const headersOf = (mimeType: string | null, fileName: string | null = null) =>
  mediaHeaders({ id: "an-id", mimeType, fileName })

it.each([
  ["image/jpeg", "image/jpeg"],
  ["Image/PNG", "image/png"],
  ["audio/ogg; codecs=opus", "audio/ogg"],
  ["video/mp4", "video/mp4"],
])("%s is shown as %s", (told, type) => {
  expect(headersOf(told)).toMatchObject({
    "content-type": type,
    "content-disposition": "inline; filename*=UTF-8''an-id",
  })
})

it.each([
  "text/html",
  "image/svg+xml",
  "application/xhtml+xml",
  "application/javascript",
  "application/pdf",
  "text/xml",
  "image/jpeg\r\nx: y",
  "image",
  "",
  null,
])("%j is downloaded as bytes of no type", (told) => {
  expect(headersOf(told)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename*=UTF-8''an-id",
  })
})

it("whatever it is, nothing of it is guessed or run", () => {
  for (const type of ["image/png", "text/html"]) {
    expect(headersOf(type)).toMatchObject({
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    })
  }
})

it.each([
  ["Angebot für Zoë.pdf", "Angebot%20f%C3%BCr%20Zo%C3%AB.pdf"],
  ['a"; filename=b.exe\r\nx: y', "a%22%3B%20filename%3Db.exe%0D%0Ax%3A%20y"],
  ["it's (1)*.pdf", "it%27s%20%281%29%2A.pdf"],
  ["cut \ud83d.pdf", "cut%20%EF%BF%BD.pdf"],
])("the name %j is one that every browser reads, and nothing else", (name, written) => {
  expect(headersOf("application/pdf", name)["content-disposition"]).toBe(
    `attachment; filename*=UTF-8''${written}`,
  )
})

it.each([
  [`${"a".repeat(100_000)}.pdf`, ".pdf"],
  [`${"文".repeat(65_000)}.pdf`, ".pdf"],
  [`${"👍".repeat(50_000)}`, ""],
  [`a.${"b".repeat(100_000)}`, ""],
  [".".repeat(100_000), ""],
])("a name that no proxy lets through is cut, and keeps its ending", (name, ending) => {
  const disposition = headersOf("application/pdf", name)["content-disposition"] ?? ""
  expect(disposition.length).toBeLessThan(2_000)
  expect(disposition.endsWith(ending)).toBe(true)
  expect(() => decodeURIComponent(disposition)).not.toThrow()
})
