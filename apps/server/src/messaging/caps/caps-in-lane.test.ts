/** What a lane does about frequency caps and the workspace's control group. */
import { frequencyCap, randomBucketOf } from "@parley/model"
import { afterEach, describe, expect, it } from "vitest"
import { fakeNumber } from "../testing/fake-number.ts"

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((lane) => lane.stop()))
})

const caps = { rules: [frequencyCap.parse({ most: 1, every: 1, unit: "days" })], zone: "UTC" }

async function sendAll(number: ReturnType<typeof fakeNumber>) {
  running.push(number.start())
  await expect.poll(() => number.outbox.size).toBe(0)
  return new Map(number.settled.map(({ id, reason }) => [id, reason]))
}

describe("frequency caps", () => {
  it("drop what they stop, with the rule, and let the rest go", async () => {
    const number = fakeNumber()
    number.number.caps = caps
    const [stopped = ""] = number.queue(1)
    const sent = number.queue(3)
    number.capped.add(stopped)
    await sendAll(number)
    expect(number.posts).toEqual(sent)
    expect(number.settled).toContainEqual(
      expect.objectContaining({ id: stopped, reason: "capped", detail: "at most 1 message in a day" }),
    )
  })

  it("are asked about marketing that passed everything before", async () => {
    const number = fakeNumber()
    number.number.caps = caps
    number.queue(1, { intent: "authentication" })
    number.queue(1, { phone: "+16505551234" })
    number.queue(2)
    await sendAll(number)
    expect(number.calls.reserved).toBe(2)
  })

  it("cost nothing where a workspace has none", async () => {
    const number = fakeNumber()
    number.queue(2)
    await sendAll(number)
    expect(number.calls.reserved).toBe(0)
  })
})

describe("the workspace's control group", () => {
  const inGroup = "01990000-0000-7000-8000-00000000270f"
  const outside = "01990000-0000-7000-8000-000000000001"
  const withGroup = (except_tags: string[] = []) => {
    const number = fakeNumber()
    number.number.controlGroup = { percent: 1, except_tags }
    return number
  }

  it("is of the contacts with the highest random buckets, who are left out last", async () => {
    expect([inGroup, outside].map(randomBucketOf)).toEqual([9_999, 1])
    const number = withGroup()
    const [american = ""] = number.queue(1, { contactId: inGroup, phone: "+16505551234" })
    const [control = ""] = number.queue(1, { contactId: inGroup })
    const sent = number.queue(1, { contactId: outside })
    const reasons = await sendAll(number)
    expect(number.posts).toEqual(sent)
    expect([american, control].map((id) => reasons.get(id))).toEqual(["us_marketing", "workspace_control"])
  })

  it("gets what is no marketing, what the API sends to one contact, and what has an excepted tag", async () => {
    const number = withGroup(["news"])
    const sent = [
      ...number.queue(1, { contactId: inGroup, intent: "service" }),
      ...number.queue(1, { contactId: inGroup, intent: "authentication" }),
      ...number.queue(1, { contactId: inGroup, intent: "utility" }),
      ...number.queue(1, { contactId: inGroup, kind: "api" }),
      ...number.queue(1, { contactId: inGroup, tags: ["news"] }),
    ]
    await sendAll(number)
    expect([...number.posts].sort()).toEqual([...sent].sort())
  })
})
