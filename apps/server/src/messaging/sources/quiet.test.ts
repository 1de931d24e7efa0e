import type { MessageContent } from "@parley/model"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { quietWorkspaces } from "../../workspaces/index.ts"
import { numbersWithWork, readLaneNumber } from "../lane-number.ts"
import { checkSending } from "../outbox/doctor.ts"
import { clearOutbox } from "../outbox/expiry.ts"
import { oldestDue } from "../outbox/measures.ts"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { lastClass } from "./quiet.ts"
import { sendSingle } from "./single.ts"
import { classes } from "./sources.ts"

const hour = 3_600
let outbox: OpenOutbox

/** It is 13:00 there: they end two hours later. */
beforeAll(async () => {
  outbox = await openOutbox()
  await outbox.inWorkspace((tx) =>
    tx
      .updateTable("workspaces")
      .set({ time_zone: "Europe/Vienna", quiet_from: "12:00", quiet_until: "15:00" })
      .execute(),
  )
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

/** What the lane of the number claims at that time. */
async function claimAt(at: Date): Promise<string[]> {
  const number = await readLaneNumber(outbox.platform, outbox.numberId)
  const rows = await outbox.claim({ now: at, upToClass: lastClass(number?.quiet ?? null, at) })
  return rows.map(({ id }) => id)
}

describe("in quiet hours", () => {
  it("everything is claimed but marketing, which stays as it is and is claimed when they end", async () => {
    const [single, launch] = [await outbox.source({ kind: "api" }), await outbox.source()]
    const marketing = [...(await outbox.queue(launch)), ...(await outbox.queue(single))]
    const before = await outbox.rows()
    const others: string[] = []
    for (const priority of [classes.reply, classes.authentication, classes.utility])
      others.push(...(await outbox.queue(await outbox.source({ class: priority }))))
    expect(await claimAt(now)).toEqual(others)
    expect(await claimAt(later(2 * hour - 1))).toEqual([])
    expect((await outbox.rows()).filter(({ id }) => marketing.includes(id))).toEqual(before)
    expect((await claimAt(later(2 * hour))).sort()).toEqual(marketing.sort())
  })

  it("a number has no work that has only marketing due", async () => {
    const withWork = (at: Date) => numbersWithWork(outbox.platform, at)
    await outbox.queue(await outbox.source())
    expect(await withWork(now)).toEqual([])
    expect(await withWork(later(2 * hour))).toEqual([outbox.numberId])
    await outbox.queue(await outbox.source({ class: classes.utility }))
    expect(await withWork(now)).toEqual([outbox.numberId])
  })

  it("marketing expires all the same", async () => {
    const [id = ""] = await outbox.queue(await outbox.source(), { expiresAt: later(hour) })
    await clearOutbox(outbox.platform.db, later(hour))
    expect(await outbox.message(id)).toMatchObject({ status: "dropped", reason: "expired" })
  })

  it("a message of marketing says until when it waits, unless its time comes later", async () => {
    const send = async (category: string, sendAt?: Date) => {
      await outbox.inWorkspace((tx) => tx.updateTable("templates").set({ category }).execute())
      const content: MessageContent = {
        kind: "template",
        template_id: outbox.templateId,
        values: { body: { first_name: "Ana", city: "Lima" } },
      }
      const { workspaceId } = outbox.platform
      const [contactId = ""] = outbox.contactIds
      const message = { kind: "api", workspaceId, numberId: outbox.numberId, contactId, content } as const
      return outbox.inWorkspace((tx) => sendSingle(tx, { ...message, sendAt, now }))
    }
    await outbox.inWorkspace((tx) => tx.updateTable("numbers").set({ registered_at: now }).execute())
    expect((await send("UTILITY")).waits).toBe(null)
    expect((await send("MARKETING")).waits).toMatchObject({ code: "quiet_hours", until: later(2 * hour) })
    expect((await send("MARKETING", later(3 * hour))).waits).toBe(null)
  })

  it("nothing seems overdue of what they hold, then and for as long again", async () => {
    await outbox.queue(await outbox.source())
    const oldest = (at: Date) =>
      outbox.platform.db.system(
        async (tx) => (await oldestDue(at, await quietWorkspaces(tx, at)).execute(tx)).rows,
      )
    expect(await oldest(later(hour))).toEqual([])
    expect(await oldest(later(2 * hour))).toEqual([{ class: classes.marketing, seconds: 2 * hour }])
    const overdue = async (hours: number) => {
      const platform = { ...outbox.platform, clock: steppedClock(later(hours * hour)) }
      return (await checkSending(platform, platform.workspaceId)).map(({ state }) => state)
    }
    expect(await overdue(14)).toEqual(["ok"])
    expect(await overdue(15.5)).toEqual(["warning"])
  })
})
