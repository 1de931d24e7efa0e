import { expect, it } from "vitest"
import { choicesFor } from "./attribute-picker.tsx"

const labels = (typed: string, chosen: string | null = null) =>
  choicesFor(typed, ["town", "plan"], chosen).map(({ label }) => label)

it("fields come first, then the attributes that contacts have", () => {
  expect(labels("").slice(0, 2)).toEqual(["First name", "Last name"])
  expect(labels("").slice(-2)).toEqual(["town", "plan"])
})

it("what is typed narrows them, and may be an attribute that no contact has yet", () => {
  expect(labels("name")).toEqual(["First name", "Last name", "Attribute “name”"])
  expect(labels("tow")).toEqual(["town", "Attribute “tow”"])
  expect(labels("town")).toEqual(["town"])
  expect(choicesFor("Shoe Size!", [], null)).toEqual([
    { value: "attributes.shoe_size", label: "Attribute “shoe_size”" },
  ])
})

it("what is chosen stays among them", () => {
  expect(labels("", "attributes.shoe_size")).toContain("shoe_size")
})
