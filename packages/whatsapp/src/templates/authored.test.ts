import { describe, expect, it } from "vitest"
import { authoredComponents } from "./authored.ts"
import { checkTemplate } from "./check/check.ts"
import type { TemplateComponent } from "./components.ts"

describe("an authentication template that Meta shows", () => {
  const shown: TemplateComponent[] = [
    { type: "BODY", text: "*{{1}}* is your verification code. For your security, do not share this code." },
    { type: "FOOTER", text: "This code expires in 10 minutes." },
    {
      type: "BUTTONS",
      buttons: [
        {
          type: "URL",
          text: "Copy code",
          url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
          example: ["https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456"],
        },
      ],
    },
  ]

  it("is given back without Meta's words, so that it may be submitted again", () => {
    const components = authoredComponents({ category: "AUTHENTICATION", components: shown })
    expect(components).toEqual([
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 10 },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
    ])
    expect(checkTemplate({ name: "code", language: "en", category: "AUTHENTICATION", components })).toEqual(
      [],
    )
  })

  it("is left as it is in any other category", () => {
    expect(authoredComponents({ category: "UTILITY", components: shown })).toBe(shown)
  })
})
