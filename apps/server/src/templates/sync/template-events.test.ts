import { parseWebhook, readJson } from "@parley/whatsapp/webhooks"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { applyTemplateEvents } from "./template-events.ts"

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>
let platform: TestPlatform
let templateId: string
const opened: TestPlatform[] = []
const metaId = "594425479261596"

beforeEach(async () => {
  platform = await testPlatform()
  opened.push(platform)
  templateId = (await seedNumber(platform)).templateId // `summer` in en_US, of account 100
  await platform.db.system((tx) => tx.updateTable("templates").set({ meta_id: metaId }).execute())
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

interface Target {
  wabaId?: string
  id?: string
  language?: string
}

/** One change of a webhook about `summer`, sent at a second of the same minute; language as Meta's webhooks write it. */
function change(field: string, value: object, second: number, more: Target = {}) {
  const time = Date.UTC(2026, 10, 22, 9, 0, second) / 1000
  const about = {
    message_template_id: "<id>",
    message_template_name: "summer",
    message_template_language: more.language ?? "en-US",
  }
  const changes = [{ field, value: { ...about, ...value } }]
  const entry = [{ id: more.wabaId ?? "100", time, changes }]
  const body = JSON.stringify({ object: "whatsapp_business_account", entry })
  // Meta writes the id as a number, however long it is.
  return parseWebhook(readJson(body.replace('"<id>"', more.id ?? metaId)))
}
const status = (event: string, second: number, more = {}, target: Target = {}) =>
  change("message_template_status_update", { event, reason: "NONE", ...more }, second, target)

function template() {
  return platform.db.system((tx) =>
    tx.selectFrom("templates").selectAll().where("id", "=", templateId).executeTakeFirstOrThrow(),
  )
}

describe("what webhooks say about templates", () => {
  it("is written into their columns, many events at once", async () => {
    await applyTemplateEvents(platform, [
      ...status("PAUSED", 1, { other_info: { title: "FIRST_PAUSE", description: "Paused for 3 hours" } }),
      ...change(
        "message_template_quality_update",
        { previous_quality_score: "GREEN", new_quality_score: "RED" },
        1,
      ),
      ...change("template_category_update", { previous_category: "MARKETING", new_category: "UTILITY" }, 1),
    ])
    expect(await template()).toMatchObject({
      status: "PAUSED",
      status_detail: "FIRST_PAUSE. Paused for 3 hours",
      quality_score: "RED",
      category: "UTILITY",
    })
  })

  it("of two events the later one counts, in whatever order they arrive, also within one batch", async () => {
    await applyTemplateEvents(platform, [...status("APPROVED", 3), ...status("PAUSED", 2)])
    await applyTemplateEvents(platform, status("REJECTED", 1, { reason: "SCAM" }))
    expect(await template()).toMatchObject({ status: "APPROVED", rejection_reason: null })
  })

  it("of two events of one second the one that came last counts", async () => {
    await applyTemplateEvents(platform, [...status("PENDING", 3), ...status("APPROVED", 3)])
    expect((await template()).status).toBe("APPROVED")
    await applyTemplateEvents(platform, status("PAUSED", 3))
    expect((await template()).status).toBe("PAUSED")
  })

  it("an old event of one fact is not held back by a newer one of another", async () => {
    await applyTemplateEvents(
      platform,
      change("message_template_quality_update", { new_quality_score: "RED" }, 50),
    )
    await applyTemplateEvents(platform, status("PAUSED", 10))
    expect(await template()).toMatchObject({ status: "PAUSED", quality_score: "RED" })
  })

  it("a rejection has its reason, which an approval takes away", async () => {
    await applyTemplateEvents(platform, status("REJECTED", 1, { reason: "INVALID_FORMAT" }))
    expect(await template()).toMatchObject({ status: "REJECTED", rejection_reason: "INVALID_FORMAT" })
    await applyTemplateEvents(platform, status("REINSTATED", 2))
    expect(await template()).toMatchObject({ status: "APPROVED", rejection_reason: null })
  })

  it("a deletion is on its way, and nothing takes back one that was made here", async () => {
    await applyTemplateEvents(platform, status("PENDING_DELETION", 1, { reason: null }))
    expect(await template()).toMatchObject({ status: "PENDING_DELETION" })
    await platform.db.system((tx) => tx.updateTable("templates").set({ status: "DELETED" }).execute())
    await applyTemplateEvents(platform, status("PENDING_DELETION", 2, { reason: null }))
    expect(await template()).toMatchObject({ status: "DELETED" })
  })

  it("an announcement changes no status, and a coming category is not the category yet", async () => {
    await applyTemplateEvents(
      platform,
      status("FLAGGED", 1, { disable_info: { disable_date: "2026-12-01" } }),
    )
    await applyTemplateEvents(
      platform,
      change("template_category_update", { new_category: "MARKETING", correct_category: "UTILITY" }, 1),
    )
    const after = await template()
    expect(after).toMatchObject({ status: "APPROVED", category: "MARKETING" })
    expect(after.status_detail).toContain("2026-12-01")
  })

  it("finds a template whose submission is not answered yet by name and language, and learns its id", async () => {
    await platform.db.system((tx) =>
      tx.updateTable("templates").set({ meta_id: null, status: "PENDING" }).execute(),
    )
    await applyTemplateEvents(platform, status("APPROVED", 1))
    expect(await template()).toMatchObject({ status: "APPROVED", meta_id: metaId })
  })

  it("an edit made elsewhere changes the texts, and leaves what it does not tell", async () => {
    await platform.db.system((tx) =>
      tx
        .updateTable("templates")
        .set({
          components: JSON.stringify([
            { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://media.example/1"] } },
            { type: "BODY", text: "Old", example: { body_text: [["a"]] } },
            { type: "FOOTER", text: "Old" },
            { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Old" }] },
          ]),
        })
        .execute(),
    )
    const edit = (text: string, second: number) =>
      change(
        "message_template_components_update",
        {
          message_template_element: text,
          message_template_title: text,
          message_template_footer: text,
          message_template_buttons: [
            { message_template_button_type: "QUICK_REPLY", message_template_button_text: text },
          ],
        },
        second,
      )
    await applyTemplateEvents(platform, [...edit("New", 5), ...edit("Older", 4)])
    await applyTemplateEvents(platform, edit("Late", 3))
    expect((await template()).components).toEqual([
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://media.example/1"] } },
      { type: "BODY", text: "New", example: { body_text: [["a"]] } },
      { type: "FOOTER", text: "New" },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "New" }] },
    ])
  })

  it("is understood with ids that are longer than JavaScript's numbers are exact", async () => {
    const id = "24100200301721457"
    await platform.db.system((tx) => tx.updateTable("templates").set({ meta_id: id }).execute())
    await applyTemplateEvents(platform, [
      ...status("PAUSED", 1, {}, { id }),
      ...change("message_template_quality_update", { new_quality_score: "RED" }, 1, { id }),
      ...change("template_category_update", { previous_category: "MARKETING", new_category: "UTILITY" }, 1, {
        id,
      }),
      ...change("message_template_components_update", { message_template_element: "New" }, 1, { id }),
    ])
    expect(await template()).toMatchObject({
      meta_id: id,
      status: "PAUSED",
      quality_score: "RED",
      category: "UTILITY",
      components: [{ type: "BODY", text: "New" }],
    })
  })

  it("changes nothing for unknown accounts and templates, nor for the same template of another account", async () => {
    const before = await template()
    await applyTemplateEvents(platform, [
      ...status("DISABLED", 1, {}, { wabaId: "999" }),
      ...status("DISABLED", 1, {}, { id: "7" }),
    ])
    await applyTemplateEvents(platform, [])
    expect(await template()).toEqual(before)
  })
})

describe("a template that is not known", () => {
  const requested = () => platform.db.system((tx) => tx.selectFrom("template_syncs").selectAll().execute())

  it("has its account synced, once for many of them", async () => {
    const burst = Array.from({ length: 50 }, (_, index) => status("APPROVED", 1, {}, { id: `9${index}` }))
    await applyTemplateEvents(platform, burst.flat())
    const [first, ...others] = await requested()
    expect(first).toMatchObject({ workspace_id: platform.workspaceId, tries: 0 })
    expect(others).toEqual([])
    await applyTemplateEvents(platform, status("APPROVED", 1, {}, { id: "99" }))
    expect(await requested()).toEqual([first])
  })

  it.each([
    ["its quality", change("message_template_quality_update", { new_quality_score: "RED" }, 1, { id: "7" })],
    [
      "an edit",
      change("message_template_components_update", { message_template_element: "x" }, 1, { id: "7" }),
    ],
  ])("is heard of by %s, too", async (_, events) => {
    await applyTemplateEvents(platform, events)
    expect(await requested()).toHaveLength(1)
  })

  it("is passed over where the account is unknown or disconnected, and so is one that is known", async () => {
    await applyTemplateEvents(platform, [
      ...status("APPROVED", 1),
      ...status("APPROVED", 1, {}, { wabaId: "999", id: "7" }),
    ])
    await platform.db.system((tx) =>
      tx.updateTable("business_accounts").set({ disconnected_at: new Date() }).execute(),
    )
    await applyTemplateEvents(platform, status("APPROVED", 1, {}, { id: "7" }))
    expect(await requested()).toEqual([])
  })
})
