import { describe, expect, it } from "vitest"
import { explainError } from "../errors/index.ts"
import { otherWay } from "./fallback.ts"
import { readStanding } from "./standing.ts"

describe("a refusal by the Marketing Messages API", () => {
  it.each([
    [131055, "account"],
    [200, "account"],
    [131009, "template"],
    [134100, "template"],
    [134101, "template"],
    [134102, "template"],
  ])("with %i sends the message by Cloud API, as the %s cannot go this way for now", (code, concerns) => {
    expect(otherWay("marketing_messages", code)).toMatchObject({ endpoint: "messages", concerns })
  })

  it.each([
    131026, 131042, 131047, 131049, 131050, 131056, 130429, 132000, 132001, 132015, 190, 1, 131000, 131016,
  ])("with %i is one that Cloud API would give as well, or that leaves open what happened", (code) => {
    expect(otherWay("marketing_messages", code)).toBeUndefined()
  })
})

describe("a refusal by Cloud API", () => {
  it.each([131061, 131063])("with %i sends the message by the Marketing Messages API", (code) => {
    expect(otherWay("messages", code)).toMatchObject({ endpoint: "marketing_messages" })
    expect(otherWay("marketing_messages", code)).toBeUndefined()
  })

  it.each([131009, 131055, 134101, 200])("with %i is final", (code) => {
    expect(otherWay("messages", code)).toBeUndefined()
  })
})

describe("every code that changes the way", () => {
  it("is known to the catalogue or a range of it", () => {
    for (const code of [10, 200, 131009, 131055, 131061, 131063, 134100, 134101, 134102])
      expect(explainError(code).title).not.toBe("Unknown error")
  })
})

describe("how far an account has come", () => {
  it.each([
    ["ONBOARDED", "onboarded"],
    ["ELIGIBLE", "eligible"],
    ["PENDING_VALID_PAYMENT_METHOD", "pending"],
    ["INELIGIBLE_COUNTRY_NOT_SUPPORTED", "ineligible"],
    ["INELIGIBLE_FOR_A_NEW_REASON", "ineligible"],
    ["SOMETHING_NEW", "unknown"],
    ["constructor", "unknown"],
    [null, "unknown"],
  ])("%s is %s, with what to do where something can be done", (status, state) => {
    const standing = readStanding(status)
    expect(standing.state).toBe(state)
    expect(standing.meaning).toMatch(/\.$/)
  })

  it("names Meta's terms where they are what is missing", () => {
    expect(readStanding("ELIGIBLE").fix).toContain("accept the terms")
    expect(readStanding("ONBOARDED").fix).toBeNull()
  })
})
