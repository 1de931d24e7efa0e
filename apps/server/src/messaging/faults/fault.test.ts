import { errorCatalogue } from "@parley/whatsapp/errors"
import { describe, expect, it } from "vitest"
import { readFault, readHold } from "./fault.ts"

const codes = [...errorCatalogue.keys(), 200, 299, 138_000, 987_654]
const concerned = (is: (fault: ReturnType<typeof readFault>) => boolean) =>
  codes.filter((code) => is(readFault(code))).sort((a, b) => a - b)

describe("what a refusal stops", () => {
  it("is the sender until a person has done something, or a day has passed, for these codes and no others", () => {
    expect(concerned((fault) => fault.of === "sender" && !fault.passes)).toEqual([
      ...[0, 3, 10, 33, 190, 200, 299, 368],
      ...[131005, 131031, 131037, 131042, 131045, 131048, 131057, 131063, 131064],
      ...[133005, 133006, 133008, 133010, 133016, 2494100],
    ])
  })

  it("is the sender for a moment for these", () => {
    expect(concerned((fault) => fault.of === "sender" && fault.passes)).toEqual([
      ...[1, 2, 4, 80007, 80008, 131000, 131016, 133000, 133004, 133009, 133015, 139102, 139103],
    ])
  })

  it("is the template for these, the country for one, the pace for one", () => {
    expect(concerned(({ of }) => of === "template").filter((code) => code < 1_000_000)).toEqual([
      ...[131061, 132000, 132001, 132007, 132015, 132016, 134100, 134101, 134102],
    ])
    expect(concerned(({ of }) => of === "country")).toEqual([130497])
    expect(concerned(({ of }) => of === "pace")).toEqual([130429])
  })

  it("is the number when a code 100 says that it is gone or not seen, and the message otherwise", () => {
    expect(readFault(100, 400, 33)).toEqual({ of: "sender", scope: "number", passes: false })
    expect(readFault(100, 400)).toEqual({ of: "message" })
  })

  it("is all that the app sends where the app is too fast, and what an access reaches where that ended", () => {
    expect(readFault(4)).toEqual({ of: "sender", scope: "meta", passes: true })
    expect(readFault(190)).toEqual({ of: "sender", scope: "access", passes: false })
  })

  it("is read of unknown codes by the status that came with them", () => {
    expect(readFault(987_654, 503)).toMatchObject({ of: "sender", passes: true })
    expect(readFault(987_654, 400)).toEqual({ of: "message" })
  })
})

describe("what a hold's code says", () => {
  it.each([
    [131042, { scope: "account", passes: false, comesLate: true }],
    [190, { scope: "access", passes: false, comesLate: false }],
    [131016, { scope: "number", passes: true, comesLate: true }],
  ])("is for %i", (code, expected) => {
    expect(readHold(code)).toEqual(expected)
  })
})
