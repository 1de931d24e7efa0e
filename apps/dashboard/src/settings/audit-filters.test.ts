import { expect, it } from "vitest"
import { asQuery } from "./audit-filters.ts"

it("asks for days of the member's zone, the last one included", () => {
  expect(asQuery({ from: "2026-03-01", to: "2026-03-01" }, "America/Bogota")).toEqual({
    from: "2026-03-01T05:00:00.000Z",
    to: "2026-03-02T05:00:00.000Z",
  })
})

it("passes over days that are none, as anyone may type an address", () => {
  expect(asQuery({ from: "yesterday", to: "2026-99-99", search: "web", actor: "ana" }, "UTC")).toEqual({
    subject: "web",
    actor: "ana",
  })
})
