import { parseWebhook } from "@parley/whatsapp/webhooks"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { restrictionsOf } from "../accounts/restrictions.ts"
import { accountWebhooks } from "./account-events.ts"

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>
let platform: TestPlatform
let numberId: string
const opened: TestPlatform[] = []

beforeEach(async () => {
  platform = await testPlatform()
  opened.push(platform)
  numberId = (await seedNumber(platform)).numberId // +1 555 078 3881 of account 100
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

/** One change of a webhook about an account, sent at a second of the same minute. */
function change(field: string, value: object, second: number, wabaId = "100") {
  const time = Date.UTC(2026, 10, 22, 9, 0, second) / 1000
  return parseWebhook({
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, time, changes: [{ field, value }] }],
  })
}
const named = (name: string, second: number, wabaId?: string, display_phone_number = "15550783881") =>
  change(
    "phone_number_name_update",
    { display_phone_number, decision: "APPROVED", requested_verified_name: name },
    second,
    wabaId,
  )
const banned = (waba_ban_state: string, second: number) =>
  change("account_update", { event: "DISABLED_UPDATE", ban_info: { waba_ban_state } }, second)

function number() {
  return platform.db.system((tx) =>
    tx.selectFrom("numbers").selectAll().where("id", "=", numberId).executeTakeFirstOrThrow(),
  )
}

describe("what webhooks say about numbers", () => {
  it("is written into their columns, many events at once", async () => {
    await accountWebhooks.apply(platform, [
      ...named("Luckier Shrub", 1),
      ...change(
        "phone_number_quality_update",
        { display_phone_number: "15550783881", event: "THROUGHPUT_UPGRADE" },
        1,
      ),
      ...change("business_capability_update", { max_daily_conversations_per_business: "TIER_10K" }, 1),
    ])
    expect(await number()).toMatchObject({
      requested_name: "Luckier Shrub",
      new_name_status: "APPROVED",
      throughput_level: "HIGH",
      messaging_limit: 10_000,
      status: "CONNECTED",
    })
  })

  it("of two events the later one counts, in whatever order they arrive, also within one batch", async () => {
    await accountWebhooks.apply(platform, [...named("Third", 3), ...named("Second", 2)])
    await accountWebhooks.apply(platform, named("First", 1))
    expect((await number()).requested_name).toBe("Third")
  })

  it("an event that comes twice changes nothing the second time", async () => {
    await accountWebhooks.apply(platform, named("Third", 3))
    const before = await number()
    await accountWebhooks.apply(platform, named("Third", 3))
    const after = await number()
    expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null })
  })

  it("an old event of one fact is not held back by a newer one of another", async () => {
    await accountWebhooks.apply(platform, banned("DISABLE", 50))
    await accountWebhooks.apply(platform, named("Luckier Shrub", 10))
    expect(await number()).toMatchObject({
      requested_name: "Luckier Shrub",
      new_name_status: "APPROVED",
      status: "BANNED",
      hold_code: 131031,
    })
  })

  it("a ban that was lifted stays lifted when the news of the ban comes late", async () => {
    await accountWebhooks.apply(platform, banned("REINSTATE", 20))
    await accountWebhooks.apply(platform, banned("DISABLE", 10))
    expect(await number()).toMatchObject({ status: "CONNECTED", held_until: null, hold_code: null })
  })

  it("a lost account takes the number out of service", async () => {
    await accountWebhooks.apply(platform, change("account_update", { event: "ACCOUNT_DELETED" }, 1))
    expect(await number()).toMatchObject({ status: "DISCONNECTED", registered_at: null })
  })

  it("changes nothing for unknown accounts, and nothing for the numbers of others", async () => {
    const before = await number()
    await accountWebhooks.apply(platform, [
      ...named("Foreign", 1, "999"),
      ...named("Foreign", 1, "100", "4915112345678"),
    ])
    await accountWebhooks.apply(platform, [])
    expect(await number()).toEqual(before)
  })
})

describe("what webhooks say about accounts", () => {
  const account = () =>
    platform.db.system((tx) =>
      tx.selectFrom("business_accounts").selectAll().where("waba_id", "=", "100").executeTakeFirstOrThrow(),
    )
  const restricted = (restriction_type: string, until: string, second: number) =>
    change(
      "account_update",
      {
        event: "ACCOUNT_RESTRICTION",
        restriction_info: [{ restriction_type, expiration: Date.parse(until) / 1000 }],
      },
      second,
    )

  it("has signed terms of the Marketing Messages API, told under the partner's portfolio", async () => {
    expect((await account()).marketing_messages_status).toBeNull()
    const [signed] = change(
      "account_update",
      { event: "MM_LITE_TERMS_SIGNED", waba_info: { waba_id: "100", owner_business_id: "300" } },
      1,
    )
    if (signed === undefined) throw new Error("It is not read.")
    await accountWebhooks.apply(platform, [{ ...signed, wabaId: "999" }])
    expect(await account()).toMatchObject({
      marketing_messages_status: "ONBOARDED",
      optimizes_delivery: false,
    })
  })

  it("is written beside them: the review's outcome, and each restriction with its end", async () => {
    await accountWebhooks.apply(platform, [
      ...change("account_review_update", { decision: "REJECTED" }, 1),
      ...restricted("RESTRICTED_BIZ_INITIATED_MESSAGING", "2026-12-01T00:00:00Z", 1),
      ...restricted("RESTRICTED_UTILITY_TEMPLATES", "2026-12-02T00:00:00Z", 1),
    ])
    const { review_status, restrictions } = await account()
    expect(review_status).toBe("REJECTED")
    expect(restrictionsOf(restrictions, new Date("2026-12-01T00:00:00Z"))).toEqual([
      { type: "RESTRICTED_UTILITY_TEMPLATES", until: new Date("2026-12-02T00:00:00Z") },
    ])
  })

  it("of two the later one counts, in whatever order they arrive", async () => {
    await accountWebhooks.apply(platform, change("account_review_update", { decision: "APPROVED" }, 9))
    await accountWebhooks.apply(platform, change("account_review_update", { decision: "PENDING" }, 8))
    expect((await account()).review_status).toBe("APPROVED")
  })
})

it("webhooks that can say something about accounts or numbers are taken, and no others", () => {
  const taken = (field: string, value: object) => change(field, value, 1).map(accountWebhooks.takes)
  const number = { display_phone_number: "15550783881" }
  expect([
    ...taken("account_update", { event: "ACCOUNT_DELETED" }),
    ...taken("account_review_update", { decision: "APPROVED" }),
    ...taken("business_capability_update", { max_daily_conversations_per_business: "TIER_10K" }),
    ...taken("phone_number_quality_update", { ...number, event: "ONBOARDING" }),
    ...taken("phone_number_name_update", { ...number, decision: "APPROVED" }),
  ]).toEqual([true, true, true, true, true])
  expect([
    ...taken("moon_phase", { full: true }),
    ...taken("security", { ...number, event: "PIN_CHANGED" }),
    ...taken("message_template_quality_update", {
      message_template_id: 1,
      message_template_name: "summer",
      message_template_language: "en_US",
      new_quality_score: "GREEN",
    }),
    ...taken("messages", { metadata: { ...number, phone_number_id: "200" }, statuses: [] }),
  ]).not.toContain(true)
})
