import { describe, expect, it } from "vitest"
import { readWrittenInstant } from "./dates.ts"
import { isPlainNumber, readWrittenNumber } from "./numbers.ts"
import { readYesOrNo } from "./words.ts"

describe("a date", () => {
  const days: [string, string][] = [
    ["2025-03-01", "2025-03-01"],
    ["2025/03/01", "2025-03-01"],
    ["2025-3-1", "2025-03-01"],
    ["20250301", "2025-03-01"],
    ["01.03.2025", "2025-03-01"],
    ["13-03-2025", "2025-03-13"],
    ["13/03/2025", "2025-03-13"],
    ["3/13/2025", "2025-03-13"],
    ["4/4/2025", "2025-04-04"],
    ["Mar 1, 2025", "2025-03-01"],
    ["March 1st, 2025", "2025-03-01"],
    ["1 March 2025", "2025-03-01"],
    ["01-Mar-2025", "2025-03-01"],
    ["Saturday, March 1, 2025", "2025-03-01"],
    ["45717", "2025-03-01"],
    ["٢٠٢٥-٠٣-٠١", "2025-03-01"],
  ]
  it.each(days)("%s is the day %s", (text, day) => {
    expect(readWrittenInstant(text)).toEqual({ at: new Date(day), isDay: true })
  })

  const instants: [string, string][] = [
    ["2025-03-01T10:00:00Z", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01 10:00:00+01", "2025-03-01T09:00:00.000Z"],
    ["2025-03-01 10:00:00.123456+00", "2025-03-01T10:00:00.123Z"],
    ["2025-03-01 10:00:00 UTC", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01 10:00:00 +0530", "2025-03-01T04:30:00.000Z"],
    ["2025-03-01T10:00:00,5+01:00", "2025-03-01T09:00:00.500Z"],
    ["2025-03-01T24:00", "2025-03-02T00:00:00.000Z"],
    ["2025-03-01 9:05", "2025-03-01T09:05:00.000Z"],
    ["2025-03-01T9:05", "2025-03-01T09:05:00.000Z"],
    ["20250301T100000Z", "2025-03-01T10:00:00.000Z"],
    ["01.03.2025 10:00", "2025-03-01T10:00:00.000Z"],
    ["01.03.2025, 10:00", "2025-03-01T10:00:00.000Z"],
    ["13/03/2025 10:00", "2025-03-13T10:00:00.000Z"],
    ["3/13/2025 10:00 AM", "2025-03-13T10:00:00.000Z"],
    ["3/13/2025 12:30 pm", "2025-03-13T12:30:00.000Z"],
    ["3/13/2025 1:30:05 PM", "2025-03-13T13:30:05.000Z"],
    ["Sat, 01 Mar 2025 10:00:00 +0100", "2025-03-01T09:00:00.000Z"],
    ["Sat, 01 Mar 2025 10:00:00 GMT", "2025-03-01T10:00:00.000Z"],
    ["1740819600", "2025-03-01T09:00:00.000Z"],
    ["1740819600000", "2025-03-01T09:00:00.000Z"],
    ["45717.5", "2025-03-01T12:00:00.000Z"],
  ]
  it.each(instants)("%s is the instant %s", (text, instant) => {
    expect(readWrittenInstant(text)).toEqual({ at: new Date(instant), isDay: false })
  })

  it("that may be two days is neither, unless the order is known", () => {
    expect(readWrittenInstant("03/04/2025")).toBe("ambiguous")
    expect(readWrittenInstant("03-04-2025 10:00")).toBe("ambiguous")
    expect(readWrittenInstant("03/04/2025", "dmy")).toMatchObject({ at: new Date("2025-04-03") })
    expect(readWrittenInstant("03/04/2025", "mdy")).toMatchObject({ at: new Date("2025-03-04") })
  })

  it.each([
    "2025-02-30",
    "2025-13-01",
    "2025-03-01T25:00",
    "2025-03-01 13:00 PM",
    "31.04.2025",
    "05.01.26",
    "last summer",
    "12345678901",
    "123",
    "",
  ])("%j is none", (text) => {
    expect(readWrittenInstant(text)).toBeUndefined()
  })
})

describe("a number", () => {
  const numbers: [string, number | undefined][] = [
    ["12", 12],
    ["-5.00", -5],
    ["1,234.50", 1234.5],
    ["1.234,50", 1234.5],
    ["1 234,5", 1234.5],
    ["1.234.567", 1_234_567],
    ["€ 19.90", 19.9],
    ["19,90 €", 19.9],
    ["12 %", 12],
    ["1.5E+3", 1500],
    ["٣٤", 34],
    ["1,234", undefined],
    ["12345678901234567", undefined],
    ["1e999", undefined],
    ["twelve", undefined],
    ["", undefined],
  ]
  it.each(numbers)("%s is %s", (text, number) => {
    expect(readWrittenNumber(text)).toBe(number)
  })

  it("is written in one way", () => {
    expect(["12", "-5", "0", "1.5"].every(isPlainNumber)).toBe(true)
    expect(["19.90", "1.10", "007", "+5", "-0", "1e5", "2.0", "1234567890123456"].some(isPlainNumber)).toBe(
      false,
    )
  })
})

it("a text is no date where it is longer than any date, and is not searched for one", () => {
  for (const blanks of [300, 1_000_000])
    for (const end of ["pm", "!"])
      expect(readWrittenInstant(`2025-01-01 10:00${" ".repeat(blanks)}${end}`)).toBeUndefined()
})

it("says yes and no in several languages", () => {
  expect(["Ja", "OUI", "sí", "да", "1", "١", "TRUE", "x"].map(readYesOrNo)).toEqual(Array(8).fill(true))
  expect(["Nein", "non", "нет", "0", "False"].map(readYesOrNo)).toEqual(Array(5).fill(false))
  expect(["maybe", "", "pending"].map(readYesOrNo)).toEqual(Array(3).fill(undefined))
})
