import { describe, expect, it } from "vitest"
import { addUp, type Figures } from "./sums.ts"

const imported = {
  id: "1",
  state: "completed",
  failure: null,
  bytes_read: 9,
  opt_outs_kept: 0,
  rows_read: 10,
} as const

/** A run in which everything adds up: 8 in the audience, 3 suppressed, 1 refused, 4 accepted, 1 of which failed later. */
const run: Figures = {
  first: {
    ...imported,
    rows_created: 7,
    rows_updated: 1,
    rows_unchanged: 0,
    rows_refused: 2,
    subscriptions_changed: 6,
  },
  again: {
    ...imported,
    rows_created: 0,
    rows_updated: 0,
    rows_unchanged: 8,
    rows_refused: 2,
    subscriptions_changed: 0,
  },
  launch: {
    id: "1",
    campaign_id: "1",
    parent_id: null,
    template: null,
    resends: null,
    template: null,
    state: "completed",
    in_local_time: null,
    scheduled_at: "2026-11-22T09:00:00Z",
    expires_at: "2026-11-25T09:00:00Z",
    audience: 8,
    waiting: 0,
    suppressed: {
      total: 3,
      reasons: [
        { code: "unsubscribed", title: "", advice: null, count: 2 },
        { code: "not_subscribed", title: "", advice: null, count: 1 },
      ],
    },
    refused: 1,
    accepted: 4,
    sent: 3,
    delivered: 2,
    read: 2,
    failed: {
      total: 2,
      reasons: [
        { code: "131026", title: "", advice: null, count: 1 },
        { code: "132000", title: "", advice: null, count: 1 },
      ],
    },
    retried: 0,
    retrying: 0,
    replied: 1,
    in_doubt: { count: 0, until: null },
  },
  conversations: 1,
  ledger: {
    accepted: 4,
    recipients: 4,
    duplicates: [],
    duplicate_callback_data: 0,
    by_status: { sent: 3, delivered: 2, read: 2, failed: 1 },
  },
  finalLedger: {
    accepted: 6,
    recipients: 4,
    duplicates: [{ wa_id: "1", count: 3 }],
    duplicate_callback_data: 0,
    by_status: { sent: 5, delivered: 4, read: 2, failed: 1 },
  },
  sentAfterwards: 2,
}

const wrong = (figures: Figures) =>
  addUp(figures)
    .filter((sum) => !sum.holds)
    .map((sum) => sum.says)

describe("the reckoning of a demo", () => {
  it("finds nothing wrong where everything adds up", () => {
    expect(wrong(run)).toEqual([])
  })

  it("counts who is to get it once more, as what reached them failed for a reason that passes", () => {
    const launch = { ...run.launch, audience: 9, accepted: 5, retried: 1, retrying: 1 }
    const by_status = { ...run.ledger.by_status, failed: 2 }
    const ledger = { ...run.ledger, accepted: 5, recipients: 5, by_status }
    // The one has gone once more at the end.
    expect(wrong({ ...run, launch, ledger, finalLedger: { ...run.finalLedger, accepted: 8 } })).toEqual([])
    expect(wrong({ ...run, launch, ledger, finalLedger: { ...run.finalLedger, accepted: 7 } })).toEqual([
      "accepted in the ledger at the end",
    ])
  })

  it.each<[string, Partial<Figures["launch"]>, string]>([
    [
      "a contact nobody accounts for",
      { audience: 9 },
      "suppressed + waiting + refused + accepted = audience",
    ],
    ["a message left waiting", { waiting: 1, audience: 9 }, "nobody is left waiting"],
    [
      "a reason that was not counted",
      { suppressed: { total: 3, reasons: [] } },
      "reasons for suppression = suppressed",
    ],
    ["a read that was not delivered", { read: 3 }, "read is at most delivered"],
    ["a delivery that was not sent", { delivered: 4 }, "delivered is at most sent"],
    ["an answer that was not attributed", { replied: 0 }, "replied = contacts who wrote"],
    [
      "an accepted message that got lost",
      { sent: 2 },
      "sent + failed after acceptance + to go once more = accepted",
    ],
  ])("notices %s", (_what, change, says) => {
    expect(wrong({ ...run, launch: { ...run.launch, ...change } })).toContain(says)
  })

  it.each<[string, Partial<Figures["ledger"]>, string]>([
    [
      "a message that Meta got and Parley does not know of",
      { accepted: 5 },
      "accepted = accepted in the sandbox's ledger",
    ],
    ["a person who got it twice", { duplicates: [{ wa_id: "1", count: 2 }] }, "messages that went out twice"],
    ["one message for two people", { recipients: 3 }, "people in the ledger = accepted: nobody got it twice"],
    [
      "a status that was lost",
      { by_status: { sent: 3, delivered: 3, read: 2, failed: 1 } },
      "delivered = delivered in the ledger",
    ],
  ])("notices %s", (_what, change, says) => {
    expect(wrong({ ...run, ledger: { ...run.ledger, ...change } })).toContain(says)
  })

  it("notices a message sent twice after the launch", () => {
    const { finalLedger } = run
    expect(wrong({ ...run, finalLedger: { ...finalLedger, accepted: 7 } })).toEqual([
      "accepted in the ledger at the end",
    ])
    expect(wrong({ ...run, finalLedger: { ...finalLedger, duplicate_callback_data: 1 } })).toEqual([
      "messages that went out twice",
    ])
  })

  it("notices rows that got lost and a repeated import that changed something", () => {
    expect(wrong({ ...run, first: { ...run.first, rows_created: 6 } })).toHaveLength(1)
    expect(wrong({ ...run, again: { ...run.again, subscriptions_changed: 1 } })).toHaveLength(1)
  })
})
