import { describe, expect, it } from "vitest"
import { draftOf, emptyDraft, patchOf } from "./contact-draft.ts"

const ana = {
  phone: "+4915123456789",
  external_id: null,
  first_name: "Ana",
  last_name: null,
  language: "de",
  country: "DE",
  time_zone: null,
  attributes: { city: "Lima", points: 3, vip: true, code: "007" },
}

describe("what a form says of a contact", () => {
  it("is nothing when nothing was changed", () => {
    expect(patchOf(draftOf(ana), draftOf(ana))).toEqual({})
  })

  it("is what was changed, and null where it was emptied", () => {
    const after = { ...draftOf(ana), first_name: " Eva ", language: "" }
    expect(patchOf(draftOf(ana), after)).toEqual({ first_name: "Eva", language: null })
  })

  it("keeps numbers and booleans what they are, and removes what was taken away", () => {
    const attributes = [
      { name: "points", value: "4.5" },
      { name: "vip", value: "false" },
      { name: "code", value: "008" },
      { name: "note", value: "calls late" },
      { name: "", value: "" },
    ]
    expect(patchOf(draftOf(ana), { ...draftOf(ana), attributes })).toEqual({
      attributes: { points: 4.5, vip: false, code: "008", note: "calls late", city: null },
    })
  })

  it("is everything for someone new", () => {
    const draft = { ...emptyDraft, phone: "+4915123456789", first_name: "Ana" }
    expect(patchOf(emptyDraft, draft)).toEqual({ phone: "+4915123456789", first_name: "Ana" })
  })
})
