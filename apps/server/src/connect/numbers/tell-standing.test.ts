import { errorCodes } from "@parley/whatsapp/errors"
import { parseWebhook } from "@parley/whatsapp/webhooks"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { told } from "../../notifications/testing/told.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { accountWebhooks } from "../webhooks/account-events.ts"
import { holdNumbers, liftNumbers } from "./holds.ts"
import { standingOf, tellOfNumbers } from "./tell-standing.ts"

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>
let platform: TestPlatform
let ids: { accountId: string; numberId: string }
const opened: TestPlatform[] = []
beforeEach(async () => {
  platform = await testPlatform()
  opened.push(platform)
  ids = await seedNumber(platform)
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

const until = () => new Date(platform.clock.now().getTime() + 60_000)
const hold = (code: number | null) =>
  platform.db.system((tx) =>
    holdNumbers(
      tx,
      { numberId: ids.numberId, scope: "number" },
      { until: until(), code },
      platform.clock.now(),
    ),
  )
const lift = (code: number | null) =>
  platform.db.system((tx) =>
    liftNumbers(tx, { numberId: ids.numberId, scope: "number" }, code, platform.clock.now()),
  )
async function rated(quality_rating: string) {
  await platform.db.system((tx) => tx.updateTable("numbers").set({ quality_rating }).execute())
  await platform.db.system((tx) => tellOfNumbers(tx, [ids.numberId], platform.clock.now()))
}
const stopped = () => `number:${ids.numberId}:stopped`

describe("a number that is held", () => {
  it("is told of where somebody has to act, until it is let go", async () => {
    await hold(errorCodes.accountLocked)
    await hold(errorCodes.accountLocked)
    expect(await told(platform)).toMatchObject([
      {
        condition: stopped(),
        lasts: true,
        times: 1,
        about: { kind: "number_stopped", number_id: ids.numberId },
      },
    ])
    await lift(errorCodes.accountLocked)
    expect(await told(platform)).toMatchObject([{ lasts: false }])
  })

  it("and let go again and again is one notification", async () => {
    for (let times = 0; times < 3; times++) {
      await hold(errorCodes.accountLocked)
      await lift(errorCodes.accountLocked)
    }
    expect(await told(platform)).toMatchObject([{ condition: stopped(), lasts: false, times: 3 }])
  })

  it("is not where it passes by itself", async () => {
    await hold(null)
    await hold(errorCodes.throughputReached)
    expect(await told(platform)).toEqual([])
  })
})

describe("the quality of a number", () => {
  it("is told of when it falls, again when it falls further, and when it is high again", async () => {
    await rated("YELLOW")
    await rated("YELLOW")
    await rated("RED")
    expect(await told(platform)).toMatchObject([
      { about: { kind: "quality_low", quality: "medium" }, lasts: false },
      { about: { kind: "quality_low", quality: "low" }, lasts: true },
    ])
    await rated("GREEN")
    expect((await told(platform)).map(({ lasts }) => lasts)).toEqual([false, false])
  })
})

describe("what Meta does to an account", () => {
  const tells = async (value: object) => {
    const entry = [
      { id: "100", time: Math.floor(Date.now() / 1000), changes: [{ field: "account_update", value }] },
    ]
    const events = parseWebhook({ object: "whatsapp_business_account", entry })
    await accountWebhooks.apply(platform, events)
  }

  it("is told of: a ban, and that it is over", async () => {
    await tells({ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE", waba_ban_date: "now" } })
    expect(await told(platform)).toMatchObject([{ condition: stopped(), lasts: true }])
    await tells({ event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE", waba_ban_date: "now" } })
    expect(await told(platform)).toMatchObject([{ condition: stopped(), lasts: false }])
  })
})

it("a number that is not connected has nothing to tell", () => {
  const number = {
    id: ids.numberId,
    workspace_id: platform.workspaceId,
    display_phone_number: "+1",
    status: "BANNED",
    quality_rating: "RED",
    held_until: null,
    hold_code: null,
  }
  expect(standingOf({ ...number, disconnected_at: null }, new Date())).toHaveLength(2)
  expect(standingOf({ ...number, disconnected_at: new Date() }, new Date())).toEqual([])
})
