import { describe, expect, it } from "vitest"
import type { NotificationAbout } from "./about.ts"
import { notificationKinds, notificationKindWords, notificationWords } from "./words.ts"

const writing = {
  amount: (count: number) => new Intl.NumberFormat("en").format(count),
  instant: (at: string) => at.slice(0, 10),
}
const id = "0199d1de-0000-7000-8000-000000000000"
const template = { template_id: id, template_group_id: id, name: "sale", language: "en" }
const say = (about: NotificationAbout) => notificationWords(about, writing)

describe("a notification says", () => {
  it.each<[NotificationAbout, string, string]>([
    [
      {
        kind: "check_failed",
        check: "token",
        subject: "Lumen (1)",
        message: "Meta no longer accepts the token.",
        help: "Log in.",
      },
      "A check failed: Lumen (1)",
      "Meta no longer accepts the token. Log in.",
    ],
    [
      {
        kind: "import_finished",
        import_id: id,
        file_name: "people.csv",
        created: 1204,
        updated: 1,
        skipped: 0,
      },
      "people.csv was imported",
      "1,204 contacts added, 1 updated.",
    ],
    [
      { kind: "import_finished", import_id: id, file_name: "people.csv", created: 1, updated: 0, skipped: 1 },
      "people.csv was imported",
      "1 contact added, 0 updated. 1 row was skipped.",
    ],
    [
      { kind: "template_stopped", ...template, status: "REJECTED", reason: null },
      "sale (en) was rejected",
      "It can't be sent.",
    ],
    [
      { kind: "template_stopped", ...template, status: "LIMIT_EXCEEDED", reason: null },
      "sale (en) is limit exceeded",
      "It can't be sent.",
    ],
    [
      {
        kind: "category_changed",
        ...template,
        from: "UTILITY",
        to: "MARKETING",
        is_announced: true,
        at: "2026-12-01T00:00:00Z",
      },
      "sale (en) will become Marketing",
      "Meta moves it from Utility on 2026-12-01. Marketing messages cost more as a rule and need a subscription.",
    ],
    [
      { kind: "limit_reached", number_id: id, number: "+46 70", people: 2000 },
      "+46 70 reached its messaging limit",
      "It can message 2,000 people in 24 hours. Launches continue automatically as the limit frees up.",
    ],
    [
      { kind: "messages_in_doubt", number_id: id, number: "+46 70", messages: 1 },
      "1 message is waiting for your decision",
      "Nobody knows whether Meta has it. Send again from +46 70, which may reach somebody twice, or leave it.",
    ],
    [
      {
        kind: "account_restricted",
        business_account_id: id,
        account: "Lumen",
        restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: "2026-12-01T00:00:00Z" }],
      },
      "Meta restricts Lumen",
      "It can't open conversations until 2026-12-01. You can appeal in Business Support.",
    ],
  ])("%#", (about, title, text) => expect(say(about)).toEqual({ title, text }))
})

it("every kind has a name of its own", () => {
  const labels = notificationKinds.map((kind) => notificationKindWords(kind).label)
  expect(new Set(labels).size).toBe(labels.length)
})
