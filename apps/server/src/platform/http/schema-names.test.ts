import { describe, expect, it } from "vitest"
import { nameSchemas } from "./schema-names.ts"

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const list = (name: string) => ({ type: "array", items: to(name) })

/** A document that asks and answers with the schemas named. */
function documentOf(schemas: Record<string, unknown>, ...used: string[]) {
  return { paths: { "/things": used.map(to) }, components: { schemas } }
}

describe("the names of schemas", () => {
  it("are without Input where only requests use them, and those that nobody uses are left out", () => {
    const text = { type: "string" }
    expect(nameSchemas(documentOf({ DraftInput: text, Draft: text, Old: text }, "DraftInput"))).toEqual(
      documentOf({ Draft: text }, "Draft"),
    )
  })

  it("are one for requests and answers that are alike, also where they hold themselves", () => {
    const schemas = { FilterInput: list("FilterInput"), Filter: list("Filter") }
    expect(nameSchemas(documentOf(schemas, "FilterInput", "Filter"))).toEqual(
      documentOf({ Filter: list("Filter") }, "Filter", "Filter"),
    )
  })

  it("are two where requests and answers differ, also deep inside", () => {
    const schemas = {
      OuterInput: list("InnerInput"),
      Outer: list("Inner"),
      InnerInput: { type: "number" },
      Inner: { type: "string" },
    }
    const document = documentOf(schemas, "OuterInput", "Outer")
    expect(nameSchemas(document)).toEqual(document)
  })
})
