import { parseWebhook } from "@parley/whatsapp/webhooks"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { told } from "../../notifications/testing/told.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { type ChangedTemplate, newsOf } from "./tell-changes.ts"
import { applyTemplateEvents } from "./template-events.ts"

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>
let platform: TestPlatform
let templateId: string
const opened: TestPlatform[] = []
beforeEach(async () => {
  platform = await testPlatform()
  opened.push(platform)
  templateId = (await seedNumber(platform)).templateId // `summer` in en_US, of account 100
  await platform.db.system((tx) => tx.updateTable("templates").set({ meta_id: "594" }).execute())
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

let second = 0
async function tells(field: string, value: object) {
  const about = {
    message_template_id: 594,
    message_template_name: "summer",
    message_template_language: "en-US",
  }
  const time = Date.UTC(2026, 10, 22, 9, 0, ++second) / 1000
  const entry = [{ id: "100", time, changes: [{ field, value: { ...about, ...value } }] }]
  await applyTemplateEvents(platform, parseWebhook({ object: "whatsapp_business_account", entry }))
}
const becomes = (event: string, reason = "NONE") => tells("message_template_status_update", { event, reason })

describe("of a template members are told", () => {
  it("that it may not be sent, once, and that it may again", async () => {
    await becomes("PAUSED")
    await becomes("PAUSED")
    expect(await told(platform)).toMatchObject([
      {
        condition: `template:${templateId}:stopped`,
        lasts: true,
        about: {
          kind: "template_stopped",
          template_id: templateId,
          name: "summer",
          language: "en_US",
          status: "PAUSED",
        },
      },
    ])
    await becomes("APPROVED")
    expect(await told(platform)).toMatchObject([{ lasts: false }])
  })

  it("why it was rejected", async () => {
    await becomes("PENDING")
    await becomes("REJECTED", "INVALID_FORMAT")
    expect(await told(platform)).toMatchObject([{ about: { status: "REJECTED", reason: "INVALID_FORMAT" } }])
  })

  it("that Meta files it elsewhere, each time", async () => {
    await tells("template_category_update", { previous_category: "MARKETING", new_category: "UTILITY" })
    await tells("template_category_update", { previous_category: "UTILITY", new_category: "MARKETING" })
    expect(await told(platform)).toMatchObject([
      {
        about: { kind: "category_changed", from: "MARKETING", to: "UTILITY", is_announced: false },
        lasts: false,
      },
      { about: { kind: "category_changed", from: "UTILITY", to: "MARKETING" } },
    ])
  })

  it("nothing of its quality", async () => {
    await tells("message_template_quality_update", {
      previous_quality_score: "GREEN",
      new_quality_score: "RED",
    })
    expect(await told(platform)).toEqual([])
  })
})

describe("news of a change", () => {
  const template: ChangedTemplate = {
    id: "1",
    workspace_id: "w",
    business_account_id: "a",
    name: "summer",
    language: "en_US",
    status: "REJECTED",
    status_before: null,
    category: "UTILITY",
    category_before: null,
    correct_category: null,
    correct_category_before: null,
    category_changes_at: null,
    rejection_reason: null,
    status_detail: null,
  }
  const kindsOf = (changed: Partial<ChangedTemplate>) =>
    newsOf([{ ...template, ...changed }], () => "g").map(({ about }) => about)

  it("is none of a template that is new here: old rejections come with an account", () => {
    expect(kindsOf({})).toEqual([])
  })

  it("is an announced category once", () => {
    const announced = {
      status: "APPROVED",
      status_before: "APPROVED",
      category_before: "UTILITY",
      correct_category: "MARKETING",
      category_changes_at: new Date("2026-12-01T00:00:00Z"),
    }
    expect(kindsOf(announced)).toMatchObject([
      { kind: "category_changed", to: "MARKETING", is_announced: true, at: "2026-12-01T00:00:00.000Z" },
    ])
    expect(kindsOf({ ...announced, correct_category_before: "MARKETING" })).toEqual([])
  })
})
