import { describe, expect, it } from "vitest"
import { asProblem, fieldInWords, issuesOf, messageInWords } from "./problem.ts"

describe("a failure", () => {
  it("of the API is read from its error shape, with the field and the advice", () => {
    const failure = {
      error: {
        code: "invalid_request",
        message: "email: is not valid",
        field: "email",
        help: "Correct it.",
        request_id: "1",
      },
    }
    expect(asProblem(failure)).toEqual({
      code: "invalid_request",
      message: "email: is not valid",
      field: "email",
      help: "Correct it.",
    })
  })

  it("of a body brings all that is wrong with it, and one problem is a list of one", () => {
    const issues = [
      { field: "phone", message: "must be a phone number" },
      { field: "country", message: "must be a country code" },
    ]
    const error = { code: "invalid_request", message: "phone: must be a phone number", field: "phone" }
    expect(issuesOf(asProblem({ error: { ...error, issues } }))).toEqual(issues)
    expect(issuesOf(asProblem({ error }))).toEqual([issues[0]])
    expect(issuesOf(asProblem({ error: { code: "internal", message: "No." } }))).toEqual([])
  })

  it("of a session that has ended is told to a member, who has no API key", () => {
    const error = { code: "unauthorized", message: "An API key is missing.", help: "Send an API key." }
    expect(asProblem({ error }).help).toBe("Sign in again to continue.")
  })

  it("of Meta keeps Meta's code", () => {
    const error = { code: "meta_rejected", message: "Meta refused it.", meta: { code: 133005, title: "PIN" } }
    expect(asProblem({ error })).toMatchObject({ code: "meta_rejected", metaCode: 133005 })
  })

  it("of what someone else has changed tells the version that there is now", () => {
    const error = { code: "conflict", message: "Someone else changed it.", revision: 4 }
    expect(asProblem({ error })).toMatchObject({ code: "conflict", revision: 4 })
  })

  it("of the connection says that nothing was lost", () => {
    expect(asProblem(new TypeError("Failed to fetch"))).toMatchObject({ code: "offline" })
  })

  it.each([[""], ["<html>502"], [null], [undefined], [{ error: "x" }]])(
    "of another shape (%j) is still a sentence",
    (failure) => {
      expect(asProblem(failure).message).toBe("Something went wrong.")
    },
  )
})

it.each([
  ["name", "Name"],
  ["subscription_group_id", "Subscription group"],
  ["external_id", "External ID"],
  ["test_recipient_ids", "Test recipient"],
  ["components.0.text", "Components 1, text"],
  ["values.body.1", "Values, body 2"],
])("the field %s is called “%s” where it has no label", (path, words) => {
  expect(fieldInWords(path)).toBe(words)
})

it.each([
  [{ message: "number_id: is missing", field: "number_id" }, "Number: is missing"],
  [{ message: "This number has a group already.", field: "number_id" }, "This number has a group already."],
  [{ message: "Something went wrong." }, "Something went wrong."],
])("a sentence names the field at fault in words: %j", (problem, words) => {
  expect(messageInWords(problem)).toBe(words)
})
