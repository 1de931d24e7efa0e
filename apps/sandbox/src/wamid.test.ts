import { describe, expect, it } from "vitest"
import { WamidScheme } from "./wamid.ts"

describe("wamid", () => {
  const scheme = new WamidScheme("5F425A")

  it("has the layout of Meta's samples: the same head for the same person and direction", () => {
    expect(scheme.format(true, "16505551234", 1)).toMatch(
      /^wamid\.HBgLMTY1MDU1NTEyMzQVAgARGBI1RjQyNU[\w+/]+A$/,
    )
    expect(scheme.format(false, "16505551234", 1)).toMatch(
      /^wamid\.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTVGNDI1Q[\w+/]+A=$/,
    )
  })

  it("leads back to the row, in both directions and for every size of id", () => {
    for (const id of [1, 2, 999_999, 2 ** 24, 2 ** 24 + 1, 2 ** 31, 2 ** 48 - 1]) {
      expect(scheme.parse(scheme.format(true, "4915123456789", id))).toBe(id)
      expect(scheme.parse(scheme.format(false, "4915123456789", id))).toBe(id)
    }
  })

  it("gives no id twice", () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, id) => scheme.format(true, "1", id)))
    expect(ids.size).toBe(50_000)
  })

  it("does not know ids of elsewhere", () => {
    expect(scheme.parse(new WamidScheme("000000").format(true, "1650", 5))).toBeUndefined()
    expect(scheme.parse("wamid.abc")).toBeUndefined()
    expect(scheme.parse("")).toBeUndefined()
  })
})
