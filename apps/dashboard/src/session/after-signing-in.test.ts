import { describe, expect, it } from "vitest"
import { pageAfter } from "./after-signing-in.ts"

describe("the page after signing in", () => {
  it.each([
    ["/templates?search=sale", "/templates?search=sale"],
    [undefined, "/"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["/\t/evil.example/", "/"],
    ["/\n\\evil.example/", "/"],
    ["/.//evil.example/", "/"],
    ["/members/../templates#new", "/templates#new"],
    ["javascript:alert(1)", "/"],
  ])("for %j is %j", (to, page) => {
    expect(pageAfter(to)).toBe(page)
  })
})
