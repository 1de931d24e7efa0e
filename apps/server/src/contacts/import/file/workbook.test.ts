import { unzipSync, zipSync } from "fflate"
import { expect, it } from "vitest"
import { writeWorkbook } from "../../../platform/files/workbook.ts"
import { readWorkbook } from "./workbook.ts"

const sheet = "xl/worksheets/sheet1.xml"

async function* only(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes)
}

/** A workbook whose archive says that its sheet has so many bytes, wherever an archive says so. */
function saying(bytes: number, workbook: Uint8Array): Buffer {
  const zip = Buffer.from(zipSync(unzipSync(workbook)))
  for (const [signature, size, name] of [
    ["PK\u0003\u0004", 22, 30],
    ["PK\u0001\u0002", 24, 46],
  ] as const)
    for (let at = zip.indexOf(signature); at !== -1; at = zip.indexOf(signature, at + 1))
      if (zip.subarray(at + name).toString("latin1", 0, sheet.length) === sheet)
        zip.writeUInt32LE(bytes, at + size)
  return zip
}

const workbook = writeWorkbook([
  ["phone", "name"],
  ...Array.from({ length: 1_000 }, (_, n) => [`+4915123${100_000 + n}`, "Ana"]),
])

it("a workbook is read", async () => {
  const { names, rows } = await readWorkbook(only(workbook))
  expect([names, rows.length]).toEqual([["phone", "name"], 1_000])
})

it("an archive that says less than it has is unpacked no further than it says, and refused", async () => {
  const bomb = saying(500, workbook)
  await expect(readWorkbook(only(bomb))).rejects.toMatchObject({ code: "not_text" })
})

it("one that says more than is read is refused before it is unpacked", async () => {
  await expect(readWorkbook(only(saying(300 * 1024 * 1024, workbook)))).rejects.toMatchObject({
    code: "too_large",
  })
})
