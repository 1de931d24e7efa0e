import { eachContactField } from "@parley/model"
import { describe, expect, it } from "vitest"
import { changedMeanwhile, mergeEdits } from "../look/form/edits.ts"
import { contactWords, draftOf, emptyDraft, patchOf } from "./contact-draft.ts"

const ana = {
  ...eachContactField(() => null),
  phone: "+4915123456789",
  first_name: "Ana",
  language: "de",
  country: "DE",
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

describe("a contact that two edit", () => {
  const base = draftOf(ana)
  const now = draftOf({
    ...ana,
    country: "SE",
    language: null,
    attributes: { ...ana.attributes, city: "Cusco" },
  })

  it("is told of in words", () => {
    expect(changedMeanwhile(contactWords, { base, now, mine: base })).toEqual([
      { label: "Language", now: "", mine: "German" },
      { label: "Country", now: "Sweden", mine: "Germany" },
      { label: "city", now: "Cusco", mine: "Lima" },
    ])
  })

  it("has what both changed, and the patch says no more than what was typed", () => {
    const attributes = [...base.attributes, { name: " plan ", value: "pro " }].filter(
      ({ name }) => name !== "vip",
    )
    const merged = mergeEdits(contactWords, { base, now, mine: { ...base, first_name: "Eva", attributes } })
    expect(patchOf(now, merged)).toEqual({ first_name: "Eva", attributes: { plan: "pro", vip: null } })
  })
})
