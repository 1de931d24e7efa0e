import { describe, expect, it } from "vitest"
import { beginningOfJson, pathToKeep, withoutSecrets } from "./excerpt.ts"
import { identifiersIn, subjectOf } from "./subjects.ts"

describe("the beginning of a body", () => {
  it("is its JSON where it is short", () => {
    const body = { a: [1, null, true, 'x"y'], b: { c: "d" }, e: undefined }
    expect(JSON.parse(beginningOfJson(body))).toEqual({ a: [1, null, true, 'x"y'], b: { c: "d" }, e: null })
  })

  it("costs no more where it is long", () => {
    const body = { first: "x".repeat(10_000_000), second: Array.from({ length: 100_000 }, (_, n) => ({ n })) }
    const kept = beginningOfJson(body, 1_000)
    expect(kept).toHaveLength(1_000)
    expect(kept.startsWith('{"first":"xxx')).toBe(true)
  })
})

it("codes to sign in with are hidden, in variables by their names and in the values of a template by their looks", () => {
  const body = {
    variables: { code: "918273", otp: { first: 4711 }, coupon_code: "SPRING", plain: "1234" },
    content: { values: { body: { "1": "482913", "2": "Ada", "3": "A-4829" } } },
    code: "not_found",
  }
  expect(JSON.parse(beginningOfJson(body))).toEqual({
    variables: { code: "••••••", otp: { first: "••••••" }, coupon_code: "SPRING", plain: "1234" },
    content: { values: { body: { "1": "••••••", "2": "Ada", "3": "A-4829" } } },
    code: "not_found",
  })
})

describe("secrets are left out", () => {
  it.each([
    ['{"secret":"abc","name":"Ada"}', '{"secret":"[redacted]","name":"Ada"}'],
    ['{"access_token" : "a\\"b","pin":"123456"}', '{"access_token" : "[redacted]","pin":"[redacted]"}'],
    ['{"api_key":"old","shipping":"fast"}', '{"api_key":"[redacted]","shipping":"fast"}'],
    ['{"password":"cut off', '{"password":"[redacted]"'],
    ['{"note":"key pk_0123456789abcdef0123"}', '{"note":"key [redacted]"}'],
    ['{"said":"whsec_MDEyMzQ1Njc4OWFiY2RlZg=="}', '{"said":"[redacted]"}'],
    ['{"error":{"code":"not_found"}}', '{"error":{"code":"not_found"}}'],
  ])("of %s", (said, kept) => expect(withoutSecrets(said)).toBe(kept))

  it("and names that were searched for, of an address", () => {
    expect(pathToKeep("/v1/contacts?search=Ada%20L&limit=5&api_key=abc")).toBe(
      "/v1/contacts?search=[redacted]&limit=5&api_key=[redacted]",
    )
  })
})

describe("a request is found again by the contacts it names", () => {
  it("in bodies, also where they are cut off, and in the address", () => {
    const said = [
      '{"external_ids":["A-1","b2"],"phone":"+49 151 0000","user_alias":{"alias_name":"Ada\\u0021","alias_label":"x"}',
      '{"id":"0199D1DE-0000-7000-8000-000000000000","external_id":77,"name":"not an identifier","external_id":"cut',
    ]
    expect(identifiersIn(said, ["", "+1 (650) 555-1234"]).toSorted()).toEqual(
      [
        "16505551234",
        "491510000",
        "0199d1de-0000-7000-8000-000000000000",
        "77",
        "a-1",
        "ada!",
        "b2",
      ].toSorted(),
    )
  })

  it("in any spelling, and in its own workspace alone", () => {
    expect(subjectOf("w", "+49 151-0000")).toEqual(subjectOf("w", "491510000"))
    expect(subjectOf("w", "Ada")).toEqual(subjectOf("w", "ada"))
    expect(subjectOf("w", "ada")).not.toEqual(subjectOf("v", "ada"))
  })
})
