import { describe, expect, it } from "vitest"
import { staleAfter } from "./changes.ts"

describe("a change", () => {
  it("makes the answers about its kind old, and no others", () => {
    const isStale = staleAfter(['{"type":"template","id":"1"}'])
    expect(["/v1/templates/{id}", "/v1/template-groups", "/v1/members"].map(isStale)).toEqual([
      true,
      true,
      false,
    ])
  })

  it("is in the audit log", () => {
    expect(staleAfter(['{"type":"member","id":"1"}'])("/v1/audit")).toBe(true)
  })

  it.each(['{"type":"everything","id":null}', '{"type":"moon"}', "{", "7"])(
    "of another kind (%s) makes all answers old",
    (change) => {
      expect(staleAfter(['{"type":"template"}', change])("/v1/members")).toBe(true)
    },
  )
})
