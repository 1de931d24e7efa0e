import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { told } from "../../notifications/testing/told.ts"
import { testPlatform } from "../../testing/platform.ts"
import { type Check, failed, ok, skipped, warning } from "./check.ts"
import { tellFailures } from "./tell-failures.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())
beforeEach(() => platform.db.system((tx) => tx.deleteFrom("notifications").execute()))

const examined = ({ workspaceId } = platform, checks: Check[], isNew = false) =>
  platform.db.workspace(workspaceId, (tx) =>
    tellFailures(tx, { workspaceId, checks, isNew }, platform.clock.now()),
  )
const token = { name: "token", subject: "Lumen (1)" }
const fails = failed(token, "Meta no longer accepts the token.", "Log in again.", { kind: "log_in" })
const fine = ok(token, "The token is valid.")

describe("of an examination members are told", () => {
  it("which checks fail, once, and that they do not any more", async () => {
    await examined(platform, [fails, warning({ name: "number" }, "Quality is low.", "Send less.")])
    await examined(platform, [fails])
    const about = {
      kind: "check_failed",
      check: "token",
      subject: "Lumen (1)",
      message: "Meta no longer accepts the token.",
      help: "Log in again.",
    }
    expect(await told(platform)).toEqual([
      { about, condition: "check:token:Lumen (1)", lasts: true, times: 1 },
    ])
    await examined(platform, [fine])
    expect(await told(platform)).toMatchObject([{ lasts: false }])
  })

  it("nothing of what could not be examined: it may still fail", async () => {
    await examined(platform, [fails])
    await examined(platform, [skipped(token, "Unknown without a token.")])
    expect(await told(platform)).toMatchObject([{ lasts: true }])
  })

  it("nothing new of what was connected just now, and that what failed before is fine", async () => {
    await examined(platform, [fails], true)
    expect(await told(platform)).toEqual([])
    await examined(platform, [fails])
    await examined(platform, [fails], true)
    expect(await told(platform)).toMatchObject([{ lasts: true }])
    await examined(platform, [fine], true)
    expect(await told(platform)).toMatchObject([{ lasts: false }])
  })
})
