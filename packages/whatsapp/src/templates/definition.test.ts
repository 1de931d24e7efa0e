import { describe, expect, it } from "vitest"
import { checkTemplate } from "./check/check.ts"
import { templateDraftSchema } from "./definition.ts"
import { templateDefinitionSchema } from "./submittable.ts"

describe("the schemas", () => {
  const lower = {
    name: "promo",
    language: "en_US",
    category: "marketing",
    components: [
      { type: "body", text: "Hello there, friend" },
      { type: "buttons", buttons: [{ type: "quick_reply", text: "type" }] },
    ],
  }

  it("read component types and categories in any case, as Meta does, and leave texts alone", () => {
    expect(templateDefinitionSchema.parse(lower)).toEqual({
      ...lower,
      category: "MARKETING",
      components: [
        { type: "BODY", text: "Hello there, friend" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "type" }] },
      ],
    })
  })

  it("keep a draft that breaks rules, but do not let it be submitted", () => {
    const draft = { ...lower, components: [] }
    expect(templateDraftSchema.safeParse(draft).success).toBe(true)
    const submitted = templateDefinitionSchema.safeParse(draft)
    expect(submitted.error?.issues).toMatchObject([
      { path: ["components"], params: { rule: "body_missing" } },
    ])
  })

  it("do not take warnings for errors", () => {
    const dense = {
      ...lower,
      components: [{ type: "BODY", text: "Hi {{1}}!", example: { body_text: [["Ana"]] } }],
    }
    expect(checkTemplate(templateDraftSchema.parse(dense))).toMatchObject([{ severity: "warning" }])
    expect(templateDefinitionSchema.safeParse(dense).success).toBe(true)
  })

  it("refuse a component nobody knows", () => {
    expect(templateDraftSchema.safeParse({ ...lower, components: [{ type: "HOLOGRAM" }] }).success).toBe(
      false,
    )
  })
})
