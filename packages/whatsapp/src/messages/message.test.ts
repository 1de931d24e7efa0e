import { describe, expect, it } from "vitest"
import { validateMessage } from "./validate.ts"

describe("the envelope", () => {
  const envelope = { messaging_product: "whatsapp", to: "16505551234", type: "text", text: { body: "Hi" } }

  it("takes a phone number or a business-scoped user id", () => {
    expect(validateMessage(envelope).ok).toBe(true)
    const { to: _, ...nobody } = envelope
    expect(validateMessage({ ...nobody, recipient: "US.13491208655302741918" }).ok).toBe(true)
    expect(validateMessage({ ...nobody, recipient: "16505551234" })).toMatchObject({
      issues: [{ path: "recipient" }],
    })
    expect(validateMessage(nobody)).toMatchObject({ issues: [{ code: "required", path: "to" }] })
  })

  it("carries 512 characters of callback data and no more", () => {
    expect(validateMessage({ ...envelope, biz_opaque_callback_data: "x".repeat(512) }).ok).toBe(true)
    expect(validateMessage({ ...envelope, biz_opaque_callback_data: "x".repeat(513) })).toMatchObject({
      issues: [{ code: "too_long", path: "biz_opaque_callback_data" }],
    })
  })

  it("is a text message when it has a text and no type", () => {
    expect(validateMessage({ messaging_product: "whatsapp", to: "1", text: { body: "Hi" } })).toMatchObject({
      ok: true,
      message: { type: "text" },
    })
  })

  it("lets text, media and templates into groups, and nothing else", () => {
    const group = { ...envelope, recipient_type: "group" }
    expect(validateMessage(group).ok).toBe(true)
    expect(
      validateMessage({ ...group, type: "reaction", reaction: { message_id: "w", emoji: "" } }),
    ).toMatchObject({
      issues: [{ code: "not_for_groups", path: "type" }],
    })
  })

  it("names the product", () => {
    const { messaging_product: _, ...rest } = envelope
    expect(validateMessage(rest)).toMatchObject({ issues: [{ code: "required", path: "messaging_product" }] })
    expect(validateMessage({ ...envelope, messaging_product: "sms" })).toMatchObject({
      issues: [{ code: "not_one_of", path: "messaging_product" }],
    })
  })

  it.each([null, 1, "x", [], undefined])("refuses %j as a whole", (value) => {
    expect(validateMessage(value).ok).toBe(false)
  })
})
