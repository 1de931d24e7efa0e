import { describe, expect, it } from "vitest"
import { fieldNamed, hasLiquid, readPersonal, writePersonal } from "./personal-text.ts"

describe("a text that is one field of the contact", () => {
  it.each([
    [{ field: "first_name", fallback: "there" }, '{{ contact.first_name | default: "there" }}'],
    [{ field: "attributes.city", fallback: "" }, "{{ contact.attributes.city }}"],
    [{ field: "last_name", fallback: 'the "one"' }, "{{ contact.last_name | default: 'the \"one\"' }}"],
    [
      { field: "attributes.größe", fallback: "it's M" },
      '{{ contact.attributes.größe | default: "it\'s M" }}',
    ],
  ])("%j is written and read again", (personal, text) => {
    expect(writePersonal(personal)).toBe(text)
    expect(readPersonal(text)).toEqual(personal)
  })

  it("is read however it is spaced and quoted", () => {
    expect(readPersonal("{{contact.first_name|default:'you'}}")).toEqual({
      field: "first_name",
      fallback: "you",
    })
  })

  it("keeps a fallback that has both quotation marks, one of them as typographers write it", () => {
    const text = writePersonal({ field: "first_name", fallback: `"it's"` })
    expect(readPersonal(text)).toEqual({ field: "first_name", fallback: '"it’s"' })
  })
})

it.each([
  "Lima",
  "",
  "Hi {{ contact.first_name }}",
  "{{ contact.first_name }} {{ contact.last_name }}",
  "{{ contact.first_name | upcase }}",
  "{{ contact.shoe_size }}",
  "{{ variables.code }}",
  "{% if contact.first_name %}you{% endif %}",
])("%j is no field alone", (text) => {
  expect(readPersonal(text)).toBeUndefined()
})

it.each([
  ["Lima", false],
  ["100%", false],
  ["{{ contact.first_name }}", true],
  ["{% assign a = 1 %}", true],
])("%j has Liquid: %s", (text, expected) => {
  expect(hasLiquid(text)).toBe(expected)
})

it.each([
  ["first_name", "first_name"],
  ["town", "attributes.town"],
  ["order_no", undefined],
  ["1", undefined],
])("a variable called %s stands for %s", (name, expected) => {
  expect(fieldNamed(name, ["town"])).toBe(expected)
})
