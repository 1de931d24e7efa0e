import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { forgetExpired } from "./forget-expired.ts"
import { countFailure, forgetFailures, lockedUntil } from "./lockout.ts"

const minuteMs = 60_000
const start = new Date("2026-11-22T09:00:00Z")
const after = (minutes: number) => new Date(start.getTime() + minutes * minuteMs)

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

async function fail(email: string, times: number, at: Date) {
  for (let n = 0; n < times; n++) await platform.db.system((tx) => countFailure(tx, email, at))
}
const lockOf = (email: string, at: Date) => platform.db.system((tx) => lockedUntil(tx, email, at))

describe("wrong passwords", () => {
  it("lock the address at the tenth, for a quarter of an hour, however it is written", async () => {
    await fail("ann@example.com", 9, start)
    expect(await lockOf("ann@example.com", start)).toBeUndefined()
    await fail(" Ann@Example.com", 1, after(1))
    expect(await lockOf("ann@example.com", after(15))).toEqual(after(16))
    expect(await lockOf("ann@example.com", after(16))).toBeUndefined()
  })

  it("add up only where they follow each other closely", async () => {
    await fail("bob@example.com", 9, start)
    await fail("bob@example.com", 9, after(16))
    expect(await lockOf("bob@example.com", after(16))).toBeUndefined()
  })

  it("are forgotten with the right one, and anyhow after a day", async () => {
    await fail("eve@example.com", 10, start)
    await platform.db.system((tx) => forgetFailures(tx, "EVE@example.com"))
    expect(await lockOf("eve@example.com", start)).toBeUndefined()
    await forgetExpired(platform, after(25 * 60))
    const left = await platform.db.system((tx) => tx.selectFrom("failed_sign_ins").selectAll().execute())
    expect(left).toEqual([])
  })

  it("and how often an address asked is forgotten after a day too", async () => {
    const ask = (key: string, at: Date) => ({ key, count: 1, last_request: at.getTime() })
    const rows = [ask("198.51.100.1/sign-in/email", start), ask("198.51.100.2/sign-in/email", after(2 * 60))]
    await platform.db.system((tx) => tx.insertInto("rate_limits").values(rows).execute())
    await forgetExpired(platform, after(25 * 60))
    const left = await platform.db.system((tx) => tx.selectFrom("rate_limits").select("key").execute())
    expect(left).toEqual([{ key: "198.51.100.2/sign-in/email" }])
  })
})
