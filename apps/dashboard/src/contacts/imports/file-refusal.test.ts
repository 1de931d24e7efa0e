import { describe, expect, it } from "vitest"
import { fileRefusal } from "./file-refusal.ts"

const english = { locale: "en" }
const file = (name: string, content: BlobPart) => new File([content], name)

describe("a file to import", () => {
  it.each(["people.csv", "PEOPLE.CSV", "people.tsv", "people.txt", "people.jsonl"])(
    "may be called %s",
    async (name) => {
      expect(await fileRefusal(file(name, "phone\n"), english)).toBeUndefined()
    },
  )

  it.each([
    ["people.csv", "", /is empty/],
    ["people.pdf", "phone\n", /Choose a file whose name/],
    ["people.csv", Buffer.from("504b030414000600", "hex"), /ZIP archive/],
    ["really-excel.csv", Buffer.from("d0cf11e0a1b11ae1", "hex"), /Excel workbook/],
  ])("called %s is refused for what is in it", async (name, content, reason) => {
    expect(await fileRefusal(file(name, content), english)).toMatch(reason)
  })

  it("of more than 1 GB is refused", async () => {
    const large = { name: "all.csv", size: 1.5 * 1024 ** 3, slice: () => new Blob(["phone"]) }
    expect(await fileRefusal(large, english)).toMatch(/1\.5 GB; at most 1 GB/)
    expect(await fileRefusal(large, { locale: "de-DE" })).toMatch(/1,5 GB; at most 1 GB/)
  })
})
