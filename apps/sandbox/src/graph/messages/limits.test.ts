import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Account, type Answered, errorOf, helloWorld, Rehearsal } from "../../testing/test-sandbox.ts"

describe("limits", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("POST", "clock", { paused: true })
  })
  afterAll(() => stage.end())

  const burst = async (count: number, to: (i: number) => string) => {
    const answers: Answered[] = []
    for (let i = 0; i < count; i++) answers.push(await stage.send(account, { to: to(i), ...helloWorld }))
    return answers.map((answer) => (answer.status === 200 ? 0 : errorOf(answer).code))
  }

  it("are 80 messages a second for a STANDARD number", async () => {
    const codes = await burst(82, (i) => String(4915100000000 + i))
    expect(codes.slice(0, 80)).toEqual(Array.from({ length: 80 }, () => 0))
    expect(codes.slice(80)).toEqual([130429, 130429])
    await stage.advance(500)
    expect((await burst(41, (i) => String(4915200000000 + i))).filter((code) => code === 0)).toHaveLength(40)
    expect(await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).toMatchObject({
      accepted: 120,
      throttled: 3,
    })
  })

  it("end with the level UNLIMITED", async () => {
    await stage.control("PATCH", `numbers/${account.phone_number_id}`, { throughput_level: "UNLIMITED" })
    expect((await burst(200, (i) => String(4915300000000 + i))).every((code) => code === 0)).toBe(true)
  })

  it("are 45 messages in a burst to one person, to be paid back at one in six seconds", async () => {
    const codes = await burst(46, () => "4915400000000")
    expect(codes.indexOf(131056)).toBe(45)
    await stage.advance(44 * 6_000)
    expect(await burst(1, () => "4915400000000")).toEqual([131056])
    await stage.advance(6_000)
    expect(await burst(1, () => "4915400000000")).toEqual([0])
  })

  it("can be switched off", async () => {
    await stage.control("PATCH", "settings", { limits: { pair: false } })
    expect(await burst(60, () => "4915500000000")).not.toContain(131056)
  })
})
