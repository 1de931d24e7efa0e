import fc from "fast-check"
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max"
import { describe, expect, it } from "vitest"
import {
  callingCodeOf,
  countryOfPhone,
  formatPhone,
  homeOfPhone,
  isBsuid,
  parsePhone,
  personOfPhone,
  typedPhoneStarts,
  waIdOf,
  waIdVariants,
} from "./phone.ts"

it.each([
  ["+4915112345678", "+49 1511 2345678"],
  ["+16505551234", "+1 650 555 1234"],
  ["+88213300655", "+882 13 30 0655"],
  ["someone", "someone"],
])("%s is written %s", (e164, written) => {
  expect(formatPhone(e164)).toBe(written)
})

it("the country of a number is what reading all of its digits says, whether or not there is such a number", () => {
  const codes = fc.constantFrom(
    ...new Set([...getCountries().map((country) => getCountryCallingCode(country)), "800", "882", "999"]),
  )
  const digits = fc.stringMatching(/^\d{0,15}$/)
  fc.assert(
    fc.property(codes, digits, (code, rest) => {
      const phone = `+${code}${rest}`
      expect(countryOfPhone(phone)).toBe(parsePhoneNumberFromString(phone)?.country)
    }),
    { numRuns: 5_000 },
  )
})

describe("parsePhone", () => {
  it.each([
    ["+1 650-555-1234", undefined, "+16505551234", "US"],
    ["0049 (0) 30 901820", undefined, "+4930901820", "DE"],
    ["030 901820", "de", "+4930901820", "DE"],
    ["16505551234", "US", "+16505551234", "US"],
    ["4915123456789", "DE", "+4915123456789", "DE"],
    ["(650) 555-1234", "US", "+16505551234", "US"],
    ["+34 600 123 456", "US", "+34600123456", "ES"],
    ["0034 600 123 456", "US", "+34600123456", "ES"],
    ["\u202a+34\u00a0600\u2011123\u2011456\u202c", undefined, "+34600123456", "ES"],
    ["\u200e0151\u200b 23456789", "DE", "+4915123456789", "DE"],
    ["＋34 ６００ 123 456", "US", "+34600123456", "ES"],
    ["tel:+34-600-123-456", undefined, "+34600123456", "ES"],
    ["whatsapp:+34600123456", undefined, "+34600123456", "ES"],
    ["https://wa.me/34600123456", undefined, "+34600123456", "ES"],
    ["34600123456@c.us", undefined, "+34600123456", "ES"],
    ["34600123456@s.whatsapp.net", undefined, "+34600123456", "ES"],
    ['="+34600123456"', undefined, "+34600123456", "ES"],
    ["'+34600123456", undefined, "+34600123456", "ES"],
    ["=34600123456", "ES", "+34600123456", "ES"],
    ["600123456.00", "ES", "+34600123456", "ES"],
    ["+1\ufe0f-650-555-1234", undefined, "+16505551234", "US"],
    ["٠٠٣٤ ٦٠٠ ١٢٣ ٤٥٦", undefined, "+34600123456", "ES"],
    ["+৩৪৬০০১২৩৪৫৬", undefined, "+34600123456", "ES"],
    ["+३४६००१२३४५६", undefined, "+34600123456", "ES"],
  ])("reads %s (default %s) as %s", (input, country, e164, expected) => {
    expect(parsePhone(input, country)).toEqual({ ok: true, e164, country: expected })
  })

  it.each([
    ["  ", undefined, "empty"],
    ["call me", undefined, "not_a_number"],
    ["call 650 555 1234 now", "US", "not_a_number"],
    ["+1 650", undefined, "too_short"],
    ["+49 30 9018201234567890123", undefined, "too_long"],
    ["+999 123456789", undefined, "invalid_country"],
    ["650 555 1234", "XX", "invalid_country"],
    ["4794012345", undefined, "no_country"],
    ["(479) 401-2345", undefined, "no_country"],
    ["16505551234", undefined, "no_country"],
    ["5511987654399", "US", "too_long"],
    ["4.91511E+11", "DE", "scientific_notation"],
    ["+1 111 111 1111", undefined, "not_valid"],
    ["+1 900 234 5678", undefined, "not_mobile_capable"],
  ])("refuses %j (default %s) as %s", (input, country, reason) => {
    expect(parsePhone(input, country)).toEqual({ ok: false, reason })
  })

  it("gives today's form of a Brazilian mobile number from before the ninth digit", () => {
    expect(parsePhone("+55 61 8999-8888")).toEqual({ ok: true, e164: "+5561989998888", country: "BR" })
    expect(parsePhone("61 8999-8888", "BR")).toEqual({ ok: true, e164: "+5561989998888", country: "BR" })
  })

  it("leaves Brazilian landlines alone", () => {
    expect(parsePhone("+55 11 3456-7890")).toMatchObject({ ok: true, e164: "+551134567890" })
  })

  it("gives today's form of a Mexican number with the former mobile 1", () => {
    expect(parsePhone("+52 1 55 1234 5678")).toMatchObject({ ok: true, e164: "+525512345678" })
  })

  it("reads Argentinian mobile numbers in national and international notation alike", () => {
    expect(parsePhone("011 15-2345-6789", "AR")).toMatchObject({ ok: true, e164: "+5491123456789" })
    expect(parsePhone("+54 9 11 2345 6789")).toMatchObject({ ok: true, e164: "+5491123456789" })
  })

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (text, country) => {
        expect(parsePhone(text, country)).toHaveProperty("ok")
      }),
    )
  })
})

describe("what people read", () => {
  it.each([
    ["+4915123456789", "+49 1512 3456789"],
    ["+16505551234", "+1 650 555 1234"],
    ["someone", "someone"],
  ])("of %s is %s", (e164, shown) => expect(formatPhone(e164)).toBe(shown))

  it("of a country is its calling code, where it has one", () => {
    expect(["SE", "US", "CA", "AQ", "XX"].map(callingCodeOf)).toEqual(["46", "1", "1", undefined, undefined])
  })
})

describe("waIdVariants", () => {
  it.each([
    ["5561989998888", "556189998888"],
    ["525512345678", "5215512345678"],
    ["5491123456789", "541123456789"],
    ["2290197123457", "22997123457"],
    ["2250707123456", "22507123456"],
    ["2250544123456", "22544123456"],
    ["2250141123456", "22541123456"],
  ])("knows that %s and %s are one person", (a, b) => {
    expect(waIdVariants(a)).toEqual([a, b])
    expect(waIdVariants(b)).toEqual([b, a])
    expect(personOfPhone(`+${a}`)).toBe(personOfPhone(`+${b}`))
  })

  it.each([
    ["another country", "16505551234"],
    ["a Brazilian landline", "551134567890"],
    ["an Ivorian landline", "2252722123456"],
    ["an Ivorian number whose operator never had these digits", "2250107123456"],
  ])("has no other form for %s", (_, waId) => {
    expect(waIdVariants(waId)).toEqual([waId])
  })

  it("is symmetric for all numbers of these countries", () => {
    const waId = fc
      .tuple(
        fc.constantFrom("55", "52", "521", "54", "549", "229", "22901", "225", "22501", "22505", "22507"),
        fc.stringMatching(/^\d{8,11}$/),
      )
      .map(([code, rest]) => code + rest)
    fc.assert(
      fc.property(waId, (id) => {
        for (const variant of waIdVariants(id)) expect(waIdVariants(variant)).toContain(id)
      }),
      { numRuns: 2000 },
    )
  })
})

it("takes the digits of an E.164 number as wa_id", () => {
  expect(waIdOf("+16505551234")).toBe("16505551234")
})

describe("isBsuid", () => {
  it.each(["US.13491208655302741918", "BR.ENT.abcDEF123"])("accepts %s", (value) => {
    expect(isBsuid(value)).toBe(true)
  })
  it.each(["16505551234", "us.1", "USA.1", "US.", "US.a-b", `US.${"1".repeat(129)}`])(
    "refuses %s",
    (value) => {
      expect(isBsuid(value)).toBe(false)
    },
  )
})

describe("what is typed into a search for a phone", () => {
  it.each([
    ["0151 12", ["DE"], ["+4915112"]],
    ["01511", ["DE", "AT"], ["+491511", "+431511"]],
    ["11 98765-4321", ["BR"], ["+11987654321", "+5511987654321"]],
    ["8 912 345", ["RU"], ["+8912345", "+7912345"]],
    ["+49 151", ["US"], ["+49151"]],
    ["0049 151", ["US"], ["+49151"]],
    ["4915112345678", [], ["+4915112345678"]],
    ["0151", [], []],
    ["ana 0151", ["DE"], []],
  ])("%s in %j may start %j", (typed, countries, starts) => {
    expect(typedPhoneStarts(typed, countries)).toEqual(starts)
  })
})

it.each([
  ["+1 555 078 3881", "US"],
  ["+1 416 555 0123", "CA"],
  ["+49 1511 2345678", "DE"],
  ["someone", undefined],
])("%s is at home in %s", (phone, country) => {
  expect(homeOfPhone(phone)).toBe(country)
})
