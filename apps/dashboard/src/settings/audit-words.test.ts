import { describe, expect, it } from "vitest"
import { asWords, changedFields } from "./audit-words.ts"

describe("a change", () => {
  it("is told field by field, without what did not change", () => {
    expect(changedFields({ role: "agent", name: "Ben" }, { role: "admin", name: "Ben" })).toEqual([
      { field: "role", was: "agent", is: "admin" },
    ])
  })

  it("of something new tells what it is; of something gone what it was", () => {
    expect(changedFields(null, { permissions: ["contacts:read"] })).toEqual([
      { field: "permissions", was: undefined, is: '["contacts:read"]' },
    ])
    expect(changedFields({ name: "Ben" }, null)).toEqual([{ field: "name", was: "Ben", is: undefined }])
  })

  it("leaves ids and times of writing out", () => {
    expect(changedFields({ id: "1", updated_at: "a" }, { id: "2", updated_at: "b" })).toEqual([])
  })
})

it("an action is told in words", () => {
  expect(asWords("subscription_group.archived")).toBe("Subscription group archived")
})
