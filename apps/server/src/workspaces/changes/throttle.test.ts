import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type Change, Together } from "./throttle.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const contact = (id: string | null): Change => ({ type: "contact", id })

function follow() {
  const passed: Change[] = []
  return { passed, together: new Together((change) => passed.push(change), 1_000) }
}

describe("changes of a kind", () => {
  it("are passed on at once when they are few", async () => {
    const { passed, together } = follow()
    together.take(contact("1"))
    expect(passed).toEqual([contact("1")])
    await vi.advanceTimersByTimeAsync(1_001)
    together.take(contact("2"))
    expect(passed).toEqual([contact("1"), contact("2")])
  })

  it("are one in a second when they are many, and the last is not lost", async () => {
    const { passed, together } = follow()
    for (let n = 0; n < 1_000; n += 1) {
      together.take(contact(`${n}`))
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(2_000)
    expect(passed).toHaveLength(11)
    expect(passed.at(-1)).toEqual(contact(null))
  })

  it("keep their id when it is one", async () => {
    const { passed, together } = follow()
    for (const id of ["1", "2", "2"]) together.take(contact(id))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(passed).toEqual([contact("1"), contact("2")])
  })

  it("do not wait for another kind", () => {
    const { passed, together } = follow()
    together.take(contact("1"))
    together.take({ type: "subscription", id: "2" })
    expect(passed).toHaveLength(2)
  })
})
