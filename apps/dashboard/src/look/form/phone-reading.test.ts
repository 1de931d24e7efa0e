import * as phones from "@parley/whatsapp/phone"
import { describe, expect, it } from "vitest"
import { movedTo, phoneFault, readPhone } from "./phone-reading.ts"

describe("what is typed as a phone number", () => {
  it.each([
    ["0151 23456789", "DE", "+4915123456789", "DE"],
    ["151 23456789", "DE", "+4915123456789", "DE"],
    ["0046 70 111 22 33", "DE", "+46701112233", "SE"],
    ["+46 (0)70-111 22 33", "DE", "+46701112233", "SE"],
    ["\u202a+46\u00a070 111 22 33\u202c", "", "+46701112233", "SE"],
  ])("%j in %s is %s", (typed, chosen, value, country) => {
    expect(readPhone(phones, typed, chosen)).toEqual({ value, country })
  })

  it.each([
    ["12", "DE", "This number is too short"],
    ["0151 23456789012345", "DE", "This number is too long"],
    ["hello", "DE", "Enter digits only, such as 0151 23456789"],
    ["0701112233", "DE", "There is no such number in Germany"],
    ["0701112233", "", "Choose a country, or start with + and its calling code"],
    ["+1 111 111 1111", "DE", "There is no such number"],
    ["+1 900 234 5678", "US", "WhatsApp can't reach numbers of this kind"],
  ])("%j in %s is none, and stays as it is", (typed, chosen, fault) => {
    expect(readPhone(phones, typed, chosen)).toEqual({ value: typed, fault })
  })

  it("is nothing where nothing is", () => {
    expect(readPhone(phones, " \u200b", "DE")).toEqual({ value: "" })
  })
})

it("moves to another country with what is dialled within one", () => {
  expect(movedTo(phones, "+49 70 1112233", "SE")).toBe("+46701112233")
  expect(movedTo(phones, "0701112233", "SE")).toBe("0701112233")
})

it("is refused by a form while it is no number", () => {
  expect(["", "+4915123456789"].map(phoneFault)).toEqual([null, null])
  expect(["12", "0151 23456789", "+49"].map(phoneFault)).toEqual(
    Array(3).fill("Enter a phone number with its country"),
  )
})
