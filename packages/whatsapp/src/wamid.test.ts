import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatWamid, parseWamid } from "./wamid.ts"

const OUTBOUND = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MjAA"
const INBOUND = "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0MAA="

describe("wamid", () => {
  it("has the layout of Meta's ids", () => {
    expect(formatWamid("outbound", "16505551234", "5F425A74F130334920")).toBe(OUTBOUND)
    expect(formatWamid("inbound", "16505551234", "3A4A6599AEE038101440")).toBe(INBOUND)
  })

  it("can be taken apart", () => {
    expect(parseWamid(OUTBOUND)).toEqual({
      direction: "outbound",
      waId: "16505551234",
      key: "5F425A74F130334920",
    })
    expect(parseWamid(INBOUND)?.direction).toBe("inbound")
  })

  it("gives back what it was built from", () => {
    const direction = fc.constantFrom("outbound" as const, "inbound" as const)
    fc.assert(
      fc.property(
        direction,
        fc.stringMatching(/^\d{5,15}$/),
        fc.stringMatching(/^[0-9A-F]{16,32}$/),
        (way, waId, key) => {
          expect(parseWamid(formatWamid(way, waId, key))).toEqual({ direction: way, waId, key })
        },
      ),
    )
  })

  it("is nothing else", () => {
    expect(parseWamid("wamid.")).toBeUndefined()
    expect(parseWamid("wacid.HBgL")).toBeUndefined()
    expect(parseWamid(OUTBOUND.slice(0, 40))).toBeUndefined()
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseWamid(`wamid.x${text}`)).toBeUndefined()
      }),
    )
  })
})
