import { describe, expect, it } from "vitest"
import { launchProgress, launchRows } from "./launch.ts"

const none = { total: 0, reasons: [] }
const launch: Parameters<typeof launchRows>[0] = {
  id: "1",
  campaign_id: "1",
  parent_id: null,
  template: null,
  resends: null,
  template: null,
  state: "sending",
  in_local_time: null,
  scheduled_at: "2026-11-22T09:00:00Z",
  expires_at: "2026-11-25T09:00:00Z",
  audience: 2000,
  waiting: 500,
  suppressed: {
    total: 300,
    reasons: [{ code: "unsubscribed", title: "The contact has unsubscribed.", advice: null, count: 300 }],
  },
  refused: 0,
  accepted: 1200,
  sent: 1100,
  delivered: 900,
  read: 400,
  failed: {
    total: 10,
    reasons: [{ code: "131026", title: "Message undeliverable", advice: null, count: 10 }],
  },
  retried: 0,
  retrying: 0,
  replied: 7,
  in_doubt: { count: 0, until: null },
}

describe("a launch in figures", () => {
  it("is as far as its audience has left the outbox", () => {
    expect(launchProgress(launch).share).toBe(0.75)
    expect(launchProgress(launch).text).toBe(
      "1,500 of 2,000 · sent 1,100 · delivered 900 · read 400 · replied 7",
    )
  })

  it("has not started while it is scheduled, and is done when nobody matched", () => {
    expect(launchProgress({ ...launch, state: "scheduled", audience: 0, waiting: 0 })).toEqual({
      share: 0,
      text: "scheduled for 2026-11-22T09:00:00Z",
    })
    expect(launchProgress({ ...launch, state: "completed", audience: 0, waiting: 0 }).share).toBe(1)
  })

  it("gives reasons under their sum, Meta's with their code", () => {
    const rows = launchRows(launch).map(([label, count]) => `${label} ${count}`)
    expect(rows).toContain("    The contact has unsubscribed. 300")
    expect(rows).toContain("    131026 Message undeliverable 10")
  })

  it("shows shares of the audience, and none of an empty one", () => {
    expect(launchRows(launch).find(([label]) => label === "Read")?.[2]).toBe("20.0 %")
    const empty = { ...launch, audience: 0, waiting: 0, suppressed: none, failed: none }
    expect(launchRows(empty).every(([, , share]) => share === "")).toBe(true)
  })
})
