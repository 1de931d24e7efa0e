import { describe, expect, it } from "vitest"
import { asProblem } from "./problem.ts"

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
