import { expect, it } from "vitest"
import { sharedRead } from "./shared-read.ts"

it("reads once for all who ask while a reading is under way, and after they asked", async () => {
  const answers: ((value: number) => void)[] = []
  const read = sharedRead(() => new Promise<number>((resolve) => answers.push(resolve)))
  const first = read()
  await expect.poll(() => answers.length).toBe(1)
  const [second, third] = [read(), read()]
  answers[0]?.(1)
  expect(await first).toBe(1)
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.(2)
  expect(await Promise.all([second, third])).toEqual([2, 2])
})

it("reads again after a reading that failed", async () => {
  let count = 0
  const read = sharedRead(async () => {
    count += 1
    if (count === 1) throw new Error("away")
    return count
  })
  await expect(read()).rejects.toThrow("away")
  expect(await read()).toBe(2)
})
