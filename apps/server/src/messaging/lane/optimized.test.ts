/** A lane whose account has the Marketing Messages API turned on: by which way messages go, and that each goes once. */
import { afterEach, describe, expect, it } from "vitest"
import { accepted, fakeNumber, rejected } from "../testing/fake-number.ts"

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((lane) => lane.stop()))
})

/** A number of such an account; each post is kept with the way it went. */
function optimizing() {
  const number = fakeNumber()
  number.number.optimizesDelivery = true
  const went: string[] = []
  const answer = (to: Parameters<typeof says>[0]) => {
    number.answer = says(to)
  }
  const says =
    (to: (endpoint: string, id: string) => ReturnType<typeof accepted>) =>
    ({ id, endpoint }: { id: string; endpoint: string }) => {
      went.push(`${id} ${endpoint}`)
      return to(endpoint, id)
    }
  answer(() => accepted())
  return {
    number,
    went,
    answer,
    start: () => running.push(number.start()),
    settled: () =>
      number.settled.map(({ id, status, endpoint, otherWayFor }) => ({ id, status, endpoint, otherWayFor })),
  }
}

describe("marketing", () => {
  it("goes through the Marketing Messages API, and nothing else does", async () => {
    const { number, went, start } = optimizing()
    const [offer] = number.queue(1)
    const [code] = number.queue(1, { intent: "authentication" })
    const [reply] = number.queue(1, { intent: "service" })
    const [single] = number.queue(1, { kind: "api" })
    start()
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(went.toSorted()).toEqual(
      [
        `${offer} marketing_messages`,
        `${code} messages`,
        `${reply} messages`,
        `${single} marketing_messages`,
      ].toSorted(),
    )
  })

  it("that Meta refuses for its way goes the other way, once, and so does what follows", async () => {
    const { number, went, answer, start, settled } = optimizing()
    const ids = number.queue(3)
    answer((endpoint) => (endpoint === "marketing_messages" ? rejected(134101) : accepted()))
    start()
    await expect.poll(() => number.outbox.size, { timeout: 15_000 }).toBe(0)
    expect(went.filter((one) => one.endsWith(" messages")).toSorted()).toEqual(
      ids.map((id) => `${id} messages`).toSorted(),
    )
    expect(settled()).toHaveLength(3)
    for (const one of settled())
      expect(one).toMatchObject({ status: "accepted", endpoint: null, otherWayFor: 134101 })
    const before = went.length
    const [next] = number.queue(1)
    await expect.poll(() => number.outbox.size, { timeout: 15_000 }).toBe(0)
    expect(went.slice(before)).toEqual([`${next} messages`])
  })

  it("without an answer is in doubt, and does not go the other way", async () => {
    const { number, went, answer, start } = optimizing()
    const [id] = number.queue(1)
    answer(() => ({ kind: "no_answer", cause: new Error("reset") }))
    start()
    await expect.poll(() => [...number.outbox.values()].map(({ state }) => state)).toEqual(["in_doubt"])
    expect(went).toEqual([`${id} marketing_messages`])
  })

  it("that Meta refuses for itself fails, as it would on the other way", async () => {
    const { number, went, answer, start, settled } = optimizing()
    const [id] = number.queue(1)
    answer(() => rejected(131026))
    start()
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(went).toEqual([`${id} marketing_messages`])
    expect(settled()).toMatchObject([{ status: "failed", otherWayFor: null }])
  })

  it("that both ways refuse for a template that is not ready waits, and holds no number", async () => {
    const { number, answer, start } = optimizing()
    number.queue(1)
    answer((endpoint) => rejected(endpoint === "marketing_messages" ? 134101 : 131063))
    start()
    await expect.poll(() => number.templateHolds, { timeout: 15_000 }).toMatchObject([{ reason: "134101" }])
    expect(number.outbox.size).toBe(1)
    expect(number.number.holdCode).toBeNull()
  })

  it("with a value that is wrong on both ways fails, and the next goes the usual way", async () => {
    const { number, went, answer, start, settled } = optimizing()
    const [id] = number.queue(1)
    answer(() => rejected(131009))
    start()
    await expect.poll(() => number.outbox.size, { timeout: 15_000 }).toBe(0)
    expect(went).toEqual([`${id} marketing_messages`, `${id} messages`])
    expect(settled()).toMatchObject([{ status: "failed" }])
    answer(() => accepted())
    const [next] = number.queue(1)
    await expect.poll(() => number.outbox.size, { timeout: 15_000 }).toBe(0)
    expect(went.at(-1)).toBe(`${next} marketing_messages`)
  })
})
