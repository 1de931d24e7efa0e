import { describe, expect, it } from "vitest"
import { explainStatus, mayEdit, templateStatuses } from "./status.ts"

const now = new Date("2026-11-22T12:00:00Z")
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const approved = (...editedAt: Date[]) => mayEdit({ status: "APPROVED", editedAt }, now)

describe("the statuses of a template", () => {
  it("say of one only that it can be sent", () => {
    const sendable = Object.entries(templateStatuses).flatMap(([name, meaning]) =>
      meaning.sendable ? name : [],
    )
    expect(sendable).toEqual(["APPROVED"])
  })

  it("of a kind that is not known are shown as Meta names them, and cannot be sent", () => {
    expect(explainStatus("MOONSTRUCK")).toMatchObject({
      title: "MOONSTRUCK",
      sendable: false,
      editable: false,
    })
  })
})

describe("an edit", () => {
  it("of an approved template is allowed once in 24 hours", () => {
    expect(approved()).toEqual({ allowed: true, editsLeft: 10 })
    expect(approved(hoursAgo(23))).toMatchObject({
      allowed: false,
      allowedAt: new Date("2026-11-22T13:00:00Z"),
    })
    expect(approved(hoursAgo(24))).toEqual({ allowed: true, editsLeft: 9 })
  })

  it("of an approved template is allowed ten times in 30 days", () => {
    const ten = Array.from({ length: 10 }, (_, index) => hoursAgo(25 + index * 24))
    expect(approved(...ten)).toMatchObject({
      allowed: false,
      allowedAt: new Date(hoursAgo(25 + 9 * 24).getTime() + 30 * 24 * 3_600_000),
    })
    expect(approved(...ten.slice(0, 9), hoursAgo(30 * 24))).toEqual({ allowed: true, editsLeft: 1 })
  })

  it("of a rejected or paused template is always allowed, of the others never", () => {
    const editedAt = [hoursAgo(1)]
    for (const status of ["REJECTED", "PAUSED"]) expect(mayEdit({ status, editedAt }, now).allowed).toBe(true)
    for (const status of ["PENDING", "DISABLED", "IN_APPEAL", "DELETED"]) {
      expect(mayEdit({ status, editedAt: [] }, now)).toMatchObject({ allowed: false, allowedAt: null })
    }
  })
})
