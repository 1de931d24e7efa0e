import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { Rehearsal } from "../testing/test-sandbox.ts"

const pageSchema = z.object({
  data: z.array(
    z.object({ wa_id: z.string(), name: z.string(), behaviour: z.record(z.string(), z.unknown()) }),
  ),
  after: z.string().nullable(),
})

describe("a crowd", () => {
  let stage: Rehearsal
  beforeEach(async () => {
    stage = await Rehearsal.start()
  })
  afterEach(() => stage.end())

  const found = (crowd: object) => stage.control("POST", "people", crowd)
  const list = async (query: string) => pageSchema.parse(await stage.control("GET", `people?${query}`))

  it("has consecutive numbers, names and one behaviour, and is read page by page", async () => {
    expect(
      await found({ count: 250, from: "4915700000000", name: "Tester", behaviour: { read_share: 1 } }),
    ).toEqual({ count: 250, first: "4915700000000", last: "4915700000249" })
    const first = await list("limit=100")
    expect(first.data[0]).toMatchObject({
      wa_id: "4915700000000",
      name: "Tester 1",
      behaviour: { read_share: 1 },
    })
    const second = await list(`limit=100&after=${first.after}`)
    const third = await list(`limit=100&after=${second.after}`)
    expect(third.data.length).toBe(50)
    expect(third.after).toBeNull()
    expect(new Set([...first.data, ...second.data, ...third.data].map(({ wa_id }) => wa_id)).size).toBe(250)
  })

  it("is searched by name and by number, together with people who only had a message", async () => {
    const account = await stage.quickstart()
    await found({ count: 2_500, from: "4915700000000", name: "Tester" })
    await stage.greet(account, "4915812345678")
    expect((await list("search=tester%202500")).data.map(({ wa_id }) => wa_id)).toEqual(["4915700002499"])
    expect((await list("search=%2B49%20158")).data.map(({ wa_id }) => wa_id)).toEqual(["4915812345678"])
  })

  it("leaves alone what it says nothing about", async () => {
    await stage.control("PUT", "people/4915700000001", { name: "Mira", username: "mira" })
    await found({ count: 3, from: "4915700000000", behaviour: { reply_share: 1 } })
    expect(await stage.control("GET", "people/4915700000001")).toMatchObject({
      name: "Mira",
      username: "mira",
      behaviour: { reply_share: 1 },
    })
  })

  it("may be 100,000 in one call", async () => {
    await found({ count: 100_000, from: "4915700000000" })
    expect((await list("limit=1&after=4915700099998")).data[0]?.wa_id).toBe("4915700099999")
  })

  it.each([
    [{ count: 0, from: "4915700000000" }, "count"],
    [{ count: 100_001, from: "4915700000000" }, "count"],
    [{ count: 10, from: "0157" }, "from"],
    [{ count: 10, from: "999999999999995" }, "from"],
    [{ count: 1, from: "4915700000000", behaviour: { read_share: 2 } }, "behaviour.read_share"],
  ])("%j is refused beside its field", async (crowd, field) => {
    const answer = await stage.call("POST", "/_sandbox/people", crowd)
    expect(answer).toMatchObject({ status: 400, body: { error: { field } } })
  })
})
