import { describe, expect, it } from "vitest"
import { readLogLine } from "./log-line.ts"

describe("a line of a child's log", () => {
  it("is shown when it warns or tells of an error, with the error's reason", () => {
    expect(
      readLogLine(
        '{"level":40,"msg":"cannot claim messages; retrying","err":{"message":"no route"}}',
        "stdout",
      ),
    ).toEqual({
      severity: "warning",
      text: "cannot claim messages; retrying: no route",
    })
    expect(readLogLine('{"level":50,"msg":"request failed"}', "stdout")).toEqual({
      severity: "error",
      text: "request failed",
    })
  })

  it("is kept quiet when all is well", () => {
    expect(readLogLine('{"level":30,"msg":"parley ready"}', "stdout").severity).toBe("quiet")
    expect(readLogLine("sandbox ready at http://localhost:4000", "stdout").severity).toBe("quiet")
  })

  it("is shown as it is when it was written for people", () => {
    expect(readLogLine("META_APP_ID is not set", "stderr")).toEqual({
      severity: "warning",
      text: "META_APP_ID is not set",
    })
    expect(readLogLine("{ broken", "stderr")).toEqual({ severity: "warning", text: "{ broken" })
  })
})
