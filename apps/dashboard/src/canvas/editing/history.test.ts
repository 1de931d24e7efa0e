import { expect, it } from "vitest"
import { type History, noHistory, record, redo, undo } from "./history.ts"

const empty: History<string> = noHistory

it("takes back one change after the other, and brings them back", () => {
  const two = record(record(empty, "a", null, 0), "b", null, 10)
  const once = undo(two, "c")
  expect(once?.value).toBe("b")
  const twice = once && undo(once.history, once.value)
  expect(twice?.value).toBe("a")
  expect(twice && undo(twice.history, twice.value)).toBeUndefined()
  const again = twice && redo(twice.history, twice.value)
  expect(again?.value).toBe("b")
  expect(again && redo(again.history, again.value)?.value).toBe("c")
})

it("forgets what was taken back when something else is done", () => {
  const back = undo(record(empty, "a", null, 0), "b")
  expect(back && redo(record(back.history, "a", null, 1), "x")).toBeUndefined()
})

it("takes back what was typed into one step together, as long as it is typed without a pause", () => {
  const typed = ["a", "ab", "abc"].reduce(
    (history, before, index) => record(history, before, "step", index * 1_000),
    empty,
  )
  expect(undo(typed, "abcd")?.value).toBe("a")
  expect(undo(record(typed, "abcd", "step", 60_000), "abcde")?.value).toBe("abcd")
  expect(undo(record(typed, "abcd", "other", 2_100), "x")?.value).toBe("abcd")
})

it("keeps a hundred changes", () => {
  const many = Array.from({ length: 150 }, (_, index) => String(index)).reduce(
    (history, before) => record(history, before, null, 0),
    empty,
  )
  expect(many.past.length).toBe(100)
  expect(many.past[0]).toBe("50")
})
