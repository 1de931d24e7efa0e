import { describe, expect, it } from "vitest"
import { changedFields, whatHappened } from "./audit-change.ts"
import { auditDictionary as words } from "./audit-dictionary.ts"

const utc = { locale: "en", zone: "UTC" }

const record = (
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  name: string | null = null,
) => ({ action, subject: { kind: action.split(".")[0] ?? "", id: "1", name }, before, after, changed: null })

describe("a change", () => {
  it("is told field by field, in words, without what did not change or says nothing", () => {
    const changed = record(
      "number.updated",
      { status: "PENDING_REVIEW", pin_enabled: false, number_id: "1", verified_name: "Shrub" },
      { status: "CONNECTED", pin_enabled: true, number_id: "2", verified_name: "Shrub" },
    )
    expect(changedFields(changed, utc, words)).toEqual([
      { label: "Status", was: "Pending review", is: "Connected" },
      { label: "Two-step PIN set", was: "No", is: "Yes" },
    ])
  })

  it("of something new tells what it is besides its name; of something gone what it was", () => {
    const permissions = ["contacts:read", "contacts:write"]
    expect(
      changedFields(record("api_key.created", null, { name: "Shop", permissions }, "Shop"), utc, words),
    ).toEqual([{ label: "Permissions", was: undefined, is: "contacts:read, contacts:write" }])
    expect(changedFields(record("member.deleted", { role: "agent" }, null, "Ben"), utc, words)).toEqual([
      { label: "Role", was: "Agent", is: undefined },
    ])
  })

  it("of a contact tells what changed by its name, as no value is kept", () => {
    const changed = { ...record("contact.updated", null, null), changed: ["attributes.city", "first_name"] }
    expect(changedFields(changed, utc, words)).toEqual([
      { label: "Attribute city", was: undefined, is: undefined },
      { label: "First name", was: undefined, is: undefined },
    ])
  })

  it("writes instants as the member has them written", () => {
    const changed = record(
      "launch.updated",
      { scheduled_at: null },
      { scheduled_at: "2026-03-01T02:30:00+00:00" },
    )
    const inBogota = { locale: "en-GB", zone: "America/Bogota" }
    expect(changedFields(changed, inBogota, words)[0]?.is).toBe("28 Feb 2026, 21:30")
  })

  it("tells a template's content as lines, not as JSON", () => {
    const components = [
      { type: "BODY", text: "Hello {{1}}", example: { body_text: [["Ana"]] } },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Yes" }] },
    ]
    expect(changedFields(record("template.created", null, { components }), utc, words)[0]?.is).toBe(
      "Body: Hello {{1}}\nBody, example, body text: Ana\nButtons, buttons, quick reply: Yes",
    )
  })

  it("tells an audience as conditions", () => {
    const audience = {
      all: [
        { on: "attribute", name: "plan", op: "in", value: ["free", "pro"] },
        { on: "contact", field: "country", op: "not_equals", value: "DE" },
        { on: "contact", field: "phone", op: "exists" },
      ],
    }
    expect(changedFields(record("campaign.created", null, { audience }), utc, words)[0]?.is).toBe(
      "All: Plan is one of free, pro\nAll: Country is not DE\nAll: Phone is set",
    )
  })
})

describe("what happened", () => {
  it.each([
    [record("template.updated", { status: "A" }, { status: "B" }), "Template changed"],
    [record("template_group.deleted", {}, null), "Template group deleted"],
    [record("member.password_changed", null, null), "Password changed"],
    [
      record("subscription_group.updated", { archived_at: null }, { archived_at: "x" }),
      "Subscription group archived",
    ],
    [
      record("subscription_group.updated", { archived_at: "x" }, { archived_at: null }),
      "Subscription group unarchived",
    ],
    [record("journey_step.rolled_back", null, null), "Journey step rolled back"],
  ])("is told in words", (given, told) => {
    expect(whatHappened(given, words)).toBe(told)
  })
})
