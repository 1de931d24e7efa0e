import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { correctLimit, forgetPeople, freePlaces, grantPeople } from "./grants.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const start = new Date("2026-11-22T12:00:00Z")
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
let portfolios = 0
function portfolio(limit: number) {
  portfolios++
  const portfolioId = `portfolio ${portfolios}`
  return {
    portfolioId,
    async ask(now: Date, ...people: string[]) {
      const { granted, freeAt } = await platform.db.system((tx) =>
        grantPeople(tx, { portfolioId, limit, people, now }),
      )
      return [people.filter((person) => granted.has(person)).join(" "), freeAt]
    },
    free: (openedAt: Date, ...people: string[]) =>
      platform.db.system((tx) =>
        freePlaces(
          tx,
          people.map((person) => ({ portfolioId, person, openedAt })),
        ),
      ),
    correct: (now: Date) => platform.db.system((tx) => correctLimit(tx, portfolioId, now)),
  }
}

describe("places of a portfolio", () => {
  it("are given in order until there are no more, and once to each person", async () => {
    const { ask } = portfolio(3)
    expect(await ask(start, "ana", "ben", "ana")).toEqual(["ana ben ana", null])
    expect(await ask(hours(1), "ben", "cem", "dov")).toEqual(["ben cem", hours(24)])
    expect(await ask(hours(2), "ana", "cem")).toEqual(["ana cem", null])
  })

  it("get free 24 hours after the person was last written to", async () => {
    const { ask } = portfolio(2)
    await ask(start, "ana", "ben")
    await ask(hours(10), "ana")
    // No sooner than in a minute, however soon a place is free.
    expect(await ask(hours(24 - 1 / 120), "cem")).toEqual(["", hours(24 + 1 / 120)])
    expect(await ask(hours(24), "cem", "dov")).toEqual(["cem", hours(34)])
    expect(await ask(hours(34), "dov")).toEqual(["dov", null])
  })

  it("are free again when nobody was written to, unless the person was granted one again", async () => {
    const { ask, free } = portfolio(2)
    await ask(start, "ana", "ben")
    await ask(hours(1), "ben")
    await free(start, "ana", "ben")
    expect(await ask(hours(2), "cem", "dov")).toEqual(["cem", hours(25)])
    await free(hours(2), "cem")
    await free(hours(2), "cem")
    expect(await ask(hours(3), "dov", "eve")).toEqual(["dov", hours(25)])
  })

  it("are not given twice to two who ask at the same time", async () => {
    const { ask } = portfolio(100)
    const people = (from: number) => Array.from({ length: 80 }, (_, n) => `person ${from + n}`)
    const asked = await Promise.all([0, 80, 160].map((from) => ask(start, ...people(from))))
    const given = asked.map(([granted]) => String(granted).split(" person").filter(Boolean).length)
    expect(given.reduce((sum, count) => sum + count, 0)).toBe(100)
  })

  it("of one are not those of another", async () => {
    const [one, other] = [portfolio(1), portfolio(1)]
    expect(await one.ask(start, "ana")).toEqual(["ana", null])
    expect(await other.ask(start, "ben")).toEqual(["ben", null])
  })

  it("are for a day no more than Meta took when it took no more", async () => {
    const { ask, correct } = portfolio(10)
    await ask(start, "ana", "ben", "cem")
    await correct(hours(1))
    expect(await ask(hours(2), "ana", "dov")).toEqual(["ana", hours(24)])
    expect(await ask(hours(24), "dov", "eva", "fay")).toEqual(["dov eva", hours(26)])
    expect(await ask(hours(25), "fay")).toEqual(["fay", null])
  })

  it("are forgotten after a day, also where nobody asks any more", async () => {
    const { ask, portfolioId } = portfolio(3)
    await ask(start, "ana", "ben")
    await ask(hours(1), "cem")
    await forgetPeople(platform.db, hours(24))
    const left = await platform.db.system((tx) =>
      tx
        .selectFrom("limit_people")
        .innerJoin("limit_portfolios", "limit_portfolios.portfolio_id", "limit_people.portfolio_id")
        .select(["person", "used"])
        .where("limit_people.portfolio_id", "=", portfolioId)
        .execute(),
    )
    expect(left).toEqual([{ person: "cem", used: 1 }])
  })
})
