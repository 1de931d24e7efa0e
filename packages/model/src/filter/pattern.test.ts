import { describe, expect, it } from "vitest"
import { isFound, patternInSql, patternProblem } from "./pattern.ts"

describe("a pattern", () => {
  it.each([
    ["STOP", "PLEASE STOP", true],
    ["STOP", "stop", false],
    ["(?i)stop", "Please Stop", true],
    ["(?i)stop(?-i)!", "STOP!", true],
    ["^[a-z]+@example\\.(com|org)$", "ana@example.org", true],
    ["^[a-z]+@example\\.(com|org)$", "ana@exampleXorg", false],
    ["^\\d{3}-?\\d{2}$", "12345", true],
    ["^\\d{3}-?\\d{2}$", "1234", false],
    ["a{2,3}b", "caab", true],
    ["^a{2,}$", "a", false],
    ["[^\\s]x", " x", false],
    ["[a\\-z]", "-", true],
    ["[]a]", "]", true],
    ["^.$", "😀", true],
    ["^.$", "\n", false],
    ["(?i)ÉCOLE", "école", true],
    ["a|", "", true],
    ["(a*)*b", "aaab", true],
    ["x*?y", "xxy", true],
    ["\\.", "a", false],
  ])("%s in %j: %s", (pattern, text, expected) => {
    expect(isFound(pattern, text)).toBe(expected)
  })

  it("finds what JavaScript finds", () => {
    const patterns = ["(a|b)*c", "^a?b{1,2}", "[^b]c$", "(?:ab|a)(?:c|bc)", "a+b*c?", "(a|ab)(c|bcd)(d*)"]
    const texts = ["", "a", "b", "c", "abc", "abcd", "bbc", "aabbcc", "acbc", "cab", "ab"]
    for (const pattern of patterns)
      for (const text of texts)
        expect([pattern, text, isFound(pattern, text)]).toEqual([
          pattern,
          text,
          new RegExp(pattern, "su").test(text),
        ])
  })

  it("takes time in proportion to the text where others would take years", () => {
    expect(isFound("^(a+)+$", `${"a".repeat(5000)}b`)).toBe(false)
    expect(isFound("^(a|a)*$", `${"a".repeat(5000)}b`)).toBe(false)
  })

  it("is written out for SQL, so that no setting changes it", () => {
    expect(patternInSql("(?i)a+$")).toBe("***:(?:(?:[\\U00000061\\U00000041]){1,}\\Z)")
  })

  it.each([
    ["", /empty/],
    ["a".repeat(201), /more than 200/],
    ["(a", /not closed/],
    ["a)", /not opened/],
    ["[a", /not closed/],
    ["*a", /repeats nothing/],
    ["a**", /is repeated/],
    ["a{3,2}", /ends before/],
    ["a{101}", /more than 100/],
    ["(a{50}){50}", /too long/],
    ["(?=a)", /of brackets/],
    ["(a)\\1", /no meaning/],
    ["\\bword", /no meaning/],
    ["[z-a]", /ends before/],
    ["[a-\\d]", /one character/],
    ["a\\", /ends with/],
    ["a{", /write/],
  ])("%s is none, and it is said why", (pattern, why) => {
    expect(patternProblem(pattern)).toMatch(why)
  })
})
