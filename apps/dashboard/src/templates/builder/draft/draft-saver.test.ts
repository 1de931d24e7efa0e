import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { DraftSaver, type Outcome, pauseMs } from "./draft-saver.ts"

interface Asked {
  content: string
  revision: number | undefined
  isLeaving: boolean
  answer: (outcome: Outcome) => Promise<void>
}

/** A saver whose server answers when the test says so. */
function savingFrom(revision?: number) {
  const asked: Asked[] = []
  const unsent: (string | undefined)[] = []
  const saver = new DraftSaver<string>({
    revision,
    save: (content, revision, isLeaving) => {
      const { promise, resolve } = Promise.withResolvers<Outcome>()
      const answer = async (outcome: Outcome) => {
        resolve(outcome)
        await vi.advanceTimersByTimeAsync(0)
      }
      asked.push({ content, revision, isLeaving, answer })
      return promise
    },
    keepUnsent: (content) => unsent.push(content),
  })
  return { saver, asked, unsent, contents: () => asked.map(({ content }) => content) }
}

const saved = (revision: number): Outcome => ({ kind: "saved", revision })
const pause = () => vi.advanceTimersByTimeAsync(pauseMs)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a draft that is being written", () => {
  it("is saved once typing pauses, with what was told of it last", async () => {
    const { saver, asked, contents } = savingFrom()
    for (const text of ["H", "He", "Hello"]) saver.write(text)
    expect(saver.state.kind).toBe("unsaved")
    await pause()
    expect(contents()).toEqual(["Hello"])
    await asked[0]?.answer(saved(1))
    expect([saver.state.kind, saver.isKept]).toEqual(["saved", true])
    saver.write("Hello!")
    await pause()
    expect(asked[1]).toMatchObject({ content: "Hello!", revision: 1, isLeaving: false })
  })

  it("has one request under way, and the newest words go after it", async () => {
    const { saver, asked, contents } = savingFrom(3)
    saver.write("one")
    await pause()
    saver.write("two")
    await pause()
    saver.write("three")
    expect(contents()).toEqual(["one"])
    await asked[0]?.answer(saved(4))
    await pause()
    expect(asked[1]).toMatchObject({ content: "three", revision: 4 })
    await asked[1]?.answer(saved(5))
    expect(saver.state.kind).toBe("saved")
  })

  it("is tried again where no answer came", async () => {
    const { saver, asked } = savingFrom()
    saver.write("Hello")
    await pause()
    await asked[0]?.answer({ kind: "unknown" })
    expect(saver.state.kind).toBe("unsaved")
    await vi.runOnlyPendingTimersAsync()
    expect(asked[1]?.content).toBe("Hello")
  })
})

describe("a page that is left", () => {
  it("sends the last words at once, beside what is under way, and keeps them until they have arrived", async () => {
    const { saver, asked, unsent } = savingFrom(1)
    saver.write("Hello")
    await pause()
    saver.write("Hello there")
    void saver.leave()
    expect(asked[1]).toMatchObject({ content: "Hello there", isLeaving: true })
    expect(unsent).toEqual(["Hello there"])
    await asked[1]?.answer(saved(2))
    expect(unsent).toEqual(["Hello there", undefined])
  })

  it("sends nothing where all is saved", async () => {
    const { saver, asked } = savingFrom()
    await saver.leave()
    expect(asked).toEqual([])
  })
})

describe("a draft that someone else changed", () => {
  it("is not saved until it is decided which version stays", async () => {
    const { saver, asked } = savingFrom(1)
    saver.write("mine")
    await pause()
    await asked[0]?.answer({ kind: "conflict", problem: "changed" })
    expect(saver.state).toEqual({ kind: "conflict", problem: "changed" })
    saver.write("still mine")
    await pause()
    expect(asked).toHaveLength(1)
    void saver.overwrite("still mine")
    await vi.advanceTimersByTimeAsync(0)
    expect(asked[1]).toMatchObject({ content: "still mine", revision: undefined })
  })
})

it("nothing is saved of a draft that was submitted or discarded", async () => {
  const { saver, asked, unsent } = savingFrom(1)
  saver.write("Hello")
  saver.end()
  saver.write("Hello again")
  await pause()
  await saver.settle()
  await saver.leave()
  expect(asked).toEqual([])
  expect(unsent).toEqual([undefined])
})
