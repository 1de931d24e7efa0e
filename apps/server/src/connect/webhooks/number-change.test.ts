import { parseWebhook } from "@parley/whatsapp/webhooks"
import { describe, expect, it } from "vitest"
import { isOf } from "./consumer.ts"
import { numberChanges, numberKinds } from "./number-change.ts"

const now = new Date("2026-11-22T12:00:00Z")
const at = new Date("2026-11-22T09:00:00Z")

/** What happens to one change of a webhook about account 100. */
function changesBy(field: string, value: object) {
  const time = at.getTime() / 1000
  const webhook = {
    object: "whatsapp_business_account",
    entry: [{ id: "100", time, changes: [{ field, value }] }],
  }
  return numberChanges(parseWebhook(webhook).filter(isOf(numberKinds)), now)
}

describe("what webhooks say about numbers", () => {
  it("a throughput upgrade raises the number's level", () => {
    expect(
      changesBy("phone_number_quality_update", {
        display_phone_number: "16505551234",
        event: "THROUGHPUT_UPGRADE",
      }),
    ).toEqual([{ fact: "throughput", wabaId: "100", digits: "16505551234", at, throughput_level: "HIGH" }])
  })

  it.each([
    ["TIER_250", 250],
    ["TIER_1K", 1_000],
    ["TIER_UNLIMITED", -1],
  ])("a limit of %s is %i people", (current_limit, messaging_limit) => {
    const value = { display_phone_number: "16505551234", event: "ONBOARDING", current_limit }
    expect(changesBy("phone_number_quality_update", value)).toMatchObject([
      { fact: "limit", messaging_limit },
    ])
  })

  it("a limit that Meta has not set, or that is newer than we are, changes nothing", () => {
    for (const current_limit of ["TIER_NOT_SET", "TIER_5M"]) {
      const value = { display_phone_number: "16505551234", event: "ONBOARDING", current_limit }
      expect(changesBy("phone_number_quality_update", value)).toEqual([])
    }
  })

  it("a capability is every number's of the account", () => {
    expect(
      changesBy("business_capability_update", { max_daily_conversations_per_business: "TIER_2K" }),
    ).toEqual([{ fact: "limit", wabaId: "100", digits: null, at, messaging_limit: 2_000 }])
  })

  it("a decision about a name is kept; the name itself shows once the number is registered again", () => {
    const named = (decision: string) =>
      changesBy("phone_number_name_update", {
        display_phone_number: "16505551234",
        decision,
        requested_verified_name: "New Name",
        rejection_reason: null,
      })
    const fact = { fact: "name", requested_name: "New Name" }
    expect(named("APPROVED")).toMatchObject([{ ...fact, new_name_status: "APPROVED" }])
    expect(named("REJECTED")).toMatchObject([{ ...fact, new_name_status: "DECLINED" }])
    expect(named("SOMETHING_NEW")).toEqual([])
  })

  it("a ban holds everything for a day, and its end lifts the hold", () => {
    const ban = (waba_ban_state: string) =>
      changesBy("account_update", {
        event: "DISABLED_UPDATE",
        ban_info: { waba_ban_state, waba_ban_date: "today" },
      })
    expect(ban("DISABLE")).toMatchObject([
      { status: "BANNED", hold: { until: new Date("2026-11-23T09:00:00Z"), code: 131031 } },
    ])
    expect(ban("REINSTATE")).toMatchObject([{ status: "CONNECTED", hold: null }])
    expect(ban("SCHEDULE_FOR_DISABLE")).toEqual([])
  })

  it("a restriction of replies holds everything until it ends; one of opening conversations does not", () => {
    const restricted = (restriction_type: string) =>
      changesBy("account_update", {
        event: "ACCOUNT_RESTRICTION",
        restriction_info: [
          { restriction_type, expiration: new Date("2026-11-29T09:00:00Z").getTime() / 1000 },
        ],
      })
    expect(restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING")).toMatchObject([
      { hold: { until: new Date("2026-11-29T09:00:00Z"), code: 368 } },
    ])
    expect(restricted("RESTRICTED_BIZ_INITIATED_MESSAGING")).toEqual([])
  })

  it("an account that is gone takes its numbers out of service", () => {
    expect(
      changesBy("account_update", { event: "PARTNER_REMOVED", waba_info: { waba_id: "777" } }),
    ).toMatchObject([{ wabaId: "777", status: "DISCONNECTED", registered: false }])
  })

  it("other webhooks say nothing about numbers", () => {
    expect(changesBy("account_update", { event: "VERIFIED_ACCOUNT" })).toEqual([])
    expect(changesBy("messages", { metadata: { phone_number_id: "200" }, statuses: [] })).toEqual([])
    expect(changesBy("something_new", {})).toEqual([])
  })
})
