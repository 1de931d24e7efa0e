import { describe, expect, it } from "vitest"
import { dueMails, gatherMs, type Pending, pauseMs } from "./plan.ts"

const now = new Date("2026-11-29T12:00:00Z")
const ago = (ms: number) => new Date(now.getTime() - ms)
const pending = (notificationId: string, more: Partial<Pending> = {}): Pending => ({
  notificationId,
  workspaceId: "w",
  memberId: "ana",
  createdAt: ago(gatherMs),
  lastMailAt: null,
  ...more,
})
const due = (...rows: Pending[]) => dueMails(rows, now).map((mail) => mail.map((row) => row.notificationId))

describe("a mail is sent", () => {
  it("of all that waits, once the oldest of it has waited", () => {
    expect(due(pending("1"), pending("2", { createdAt: ago(0) }))).toEqual([["1", "2"]])
  })

  it("not before", () => expect(due(pending("1", { createdAt: ago(gatherMs - 1) }))).toEqual([]))

  it("not soon after the last one of the workspace", () => {
    expect(due(pending("1", { lastMailAt: ago(pauseMs - 1) }))).toEqual([])
    expect(due(pending("1", { lastMailAt: ago(pauseMs) }))).toEqual([["1"]])
  })

  it("to each member and of each workspace on its own", () => {
    expect(due(pending("1"), pending("2", { memberId: "bo" }), pending("3", { workspaceId: "v" }))).toEqual([
      ["1"],
      ["2"],
      ["3"],
    ])
  })
})
