import { describe, expect, it } from "vitest"
import { farewell, readSessionEvent } from "./session-event.ts"

const said = (data: object) => JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", version: 3, ...data })

describe("a message of the login dialog", () => {
  it("tells where someone left", () => {
    const data = said({ event: "CANCEL", data: { current_step: "PHONE_NUMBER_SETUP" } })
    const event = readSessionEvent({ origin: "https://www.facebook.com", data })
    expect(event).toEqual({ event: "CANCEL", step: "PHONE_NUMBER_SETUP" })
    expect(farewell(event)).toContain("adding the phone number")
  })

  it("tells what someone reported as broken", () => {
    const data = said({ event: "CANCEL", data: { error_message: "It does not load.", error_code: "524126" } })
    expect(farewell(readSessionEvent({ origin: "https://business.facebook.com", data }))).toContain(
      "It does not load.",
    )
  })

  it.each([
    ["another site", "https://facebook.com.evil.example", said({ event: "CANCEL", data: {} })],
    ["no address", "null", said({ event: "CANCEL", data: {} })],
    ["another kind", "https://www.facebook.com", JSON.stringify({ type: "OTHER", event: "CANCEL" })],
    ["no JSON", "https://www.facebook.com", "cb=1"],
    ["no text", "https://www.facebook.com", { type: "WA_EMBEDDED_SIGNUP", event: "CANCEL" }],
  ])("is none from %s", (_what, origin, data) => {
    expect(readSessionEvent({ origin, data })).toBeUndefined()
  })
})
