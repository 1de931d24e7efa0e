import { describe, expect, it } from "vitest"
import { errorCatalogue, errorEntries } from "./catalogue.ts"
import { errorCodes } from "./codes.ts"
import type { ErrorScope } from "./entry.ts"
import { explainError, scopeOf } from "./explain.ts"
import { retryDelayMs } from "./retry.ts"

describe("the catalogue", () => {
  it("has every code once", () => {
    expect(errorCatalogue.size).toBe(errorEntries.length)
    expect(errorCatalogue.size).toBeGreaterThanOrEqual(100)
  })

  it("says of every code, in sentences, what happened and what to do", () => {
    for (const entry of errorCatalogue.values()) {
      expect(entry.title).not.toBe("")
      expect(entry.meaning).toMatch(/^\S.{10,}\.$/)
      expect(entry.fix).toMatch(/^\S.{5,}\.$/)
    }
  })

  it.each([
    [131047, "never"],
    [131026, "never"],
    [131050, "never"],
    [131056, "pair_backoff"],
    [130429, "backoff"],
    [131049, "wait"],
    [190, "fix"],
    [132001, "fix"],
    [131000, "backoff"],
  ])("retries %i by %s", (code, kind) => {
    expect(explainError(code).retry.kind).toBe(kind)
  })
})

describe("scopeOf", () => {
  const scopes: [ErrorScope, number[]][] = [
    ["app", [0, 3, 4, 10, 190, 200, 299, 131005]],
    ["account", [368, 80007, 80008, 131031, 131042, 131063, 131064]],
    ["number", [33, 130429, 131037, 131045, 131048, 131057, 133005, 133006, 133010, 2494100]],
    ["country", [130497]],
    ["template", [132000, 132001, 132007, 132015, 132016]],
    ["contact", [130403, 130472, 131026, 131049, 131050, 131056]],
    ["message", [100, 131000, 131008, 131047, 132005, 132012, 132018, 138006, 987_654]],
  ]
  it.each(scopes)("is %s for %j", (scope, codes) => {
    expect(codes.map((code) => scopeOf(code))).toEqual(codes.map(() => scope))
  })

  it("reads the subcode of a code 100: an object that is gone or not seen is the number", () => {
    expect(scopeOf(100, 33)).toBe("number")
    expect(scopeOf(100, 2494010)).toBe("message")
    expect(scopeOf(190, 463)).toBe("app")
  })
})

describe("errorCodes", () => {
  it("names codes of the catalogue", () => {
    for (const code of Object.values(errorCodes)) expect(errorCatalogue.has(code)).toBe(true)
  })
})

describe("explainError", () => {
  it("covers the ranges that have one meaning", () => {
    expect(explainError(200)).toMatchObject({
      code: 200,
      fault: "app",
      retry: { kind: "fix" },
      httpStatus: 403,
    })
    expect(explainError(299).fault).toBe("app")
    expect(explainError(138006).title).toBe("Calling")
    expect(explainError(138019).title).toBe("Unknown error")
  })

  it("finds the telling number of template calls in the subcode of a code 100", () => {
    expect(explainError(100, 400, 2388024).title).toBe("Content in This Language Already Exists")
    expect(explainError(2388024, 400).title).toBe("Content in This Language Already Exists")
    expect(explainError(100, 400, 2494010).code).toBe(100)
    expect(explainError(190, 401, 463).code).toBe(190)
  })

  it("does not retry an unknown refusal and retries an unknown failure of Meta", () => {
    expect(explainError(987_654, 400)).toMatchObject({ code: 987_654, retry: { kind: "never" } })
    expect(explainError(987_654, 503)).toMatchObject({ retry: { kind: "backoff" }, fault: "meta" })
    expect(explainError(987_654)).toMatchObject({ retry: { kind: "never" } })
  })
})

describe("retryDelayMs", () => {
  const halfway = () => 0.5

  it("is null where a retry cannot help", () => {
    expect(retryDelayMs(explainError(131026), 0)).toBeNull()
    expect(retryDelayMs(explainError(100), 0)).toBeNull()
  })

  it("waits 4^X seconds for a pair of numbers, never less, and at most 17 minutes", () => {
    const entry = explainError(131056)
    expect([0, 1, 2, 3, 4, 5].map((attempt) => retryDelayMs(entry, attempt, () => 0))).toEqual([
      1_000, 4_000, 16_000, 64_000, 256_000, 1_024_000,
    ])
    expect(retryDelayMs(entry, 2, () => 0.999)).toBeGreaterThan(16_000)
    expect(retryDelayMs(entry, 50, () => 0)).toBe(1_024_000)
  })

  it("backs off exponentially with jitter up to five minutes, however often, unless Meta says to stop", () => {
    const entry = explainError(131000)
    expect([0, 1, 2, 5].map((attempt) => retryDelayMs(entry, attempt, halfway))).toEqual([
      750, 1500, 3000, 24_000,
    ])
    expect(retryDelayMs(entry, 0, () => 0)).toBe(1000)
    expect(retryDelayMs(entry, 50, () => 0)).toBe(300_000)
    expect(retryDelayMs(explainError(1), 50, () => 0)).toBe(300_000)
    expect(retryDelayMs(explainError(135000), 1, halfway)).toBeNull()
  })

  it("waits as long as the code demands", () => {
    expect(retryDelayMs(explainError(131049), 0)).toBe(24 * 3_600_000)
    expect(retryDelayMs(explainError(133016), 0)).toBe(72 * 3_600_000)
    expect(retryDelayMs(explainError(131049), 50)).toBe(24 * 3_600_000)
  })
})
