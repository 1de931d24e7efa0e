import { expect, it } from "vitest"
import { inSteps } from "./in-steps.ts"

it("asks until all are done, and tells how far it is", async () => {
  const asked: unknown[] = []
  const told: number[] = []
  const answers = [
    { contacts: 5, changed: 4, next: "b" },
    { contacts: 2, changed: 0, next: null },
  ]
  const done = await inSteps(
    async (after) => {
      asked.push(after)
      return { data: answers.shift() }
    },
    (count) => told.push(count),
  )
  expect(done).toEqual({ contacts: 7, changed: 4 })
  expect([asked, told]).toEqual([
    [{}, { after: "b" }],
    [5, 7],
  ])
})

it("stops at the first failure", async () => {
  const failure = { error: { code: "forbidden" } }
  await expect(
    inSteps(
      async () => ({ error: failure }),
      () => {},
    ),
  ).rejects.toBe(failure)
})
