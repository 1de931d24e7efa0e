import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { sql } from "./index.ts"
import { keepingPlans, planName } from "./kept-plans.ts"

const ask = (text: string, times: number) =>
  keepingPlans(() => Array.from({ length: times }, () => planName(text)).at(-1))

it("what is asked again and again keeps its plan, under one name", () => {
  const text = randomUUID()
  expect(ask(text, 1)).toBeUndefined()
  const name = ask(text, 20)
  expect(name).toEqual(expect.any(String))
  expect(ask(text, 1)).toBe(name)
  expect(planName(text), "outside of such work").toBeUndefined()
  expect(ask(randomUUID(), 20)).not.toBe(name)
})

it("the database answers a kept plan by its parameters, in later transactions, too", async () => {
  const platform = await testPlatform()
  const double = (n: number) =>
    keepingPlans(() =>
      platform.db.system(async (tx) => {
        const { rows } = await sql<{ n: number; kept: number }>`
          SELECT 2 * ${n}::integer AS n, (SELECT count(*) FROM pg_prepared_statements) AS kept`.execute(tx)
        return rows[0]
      }),
    )
  for (let n = 0; n < 12; n += 1) expect((await double(n))?.n).toBe(2 * n)
  expect((await double(20))?.kept).toBeGreaterThan(0)
  await platform.close()
})

it("texts that do not come again have none, however many they are, nor has a connection more plans than it has room for", () => {
  for (let n = 0; n < 5_000; n += 1) expect(ask(randomUUID(), 1)).toBeUndefined()
  const kept = Array.from({ length: 500 }, () => ask(randomUUID(), 20)).filter((name) => name !== undefined)
  expect(kept.length).toBeGreaterThan(50)
  expect(kept.length).toBeLessThanOrEqual(100)
})
