import { expect, it } from "vitest"
import { prioritize, readPrioritization } from "./prioritize.ts"

const user = (id: string, external_id: string | null) => ({ id, external_id })
const [newest, identified, oldest] = [user("a", null), user("b", "ana"), user("c", null)]
const users = [newest, identified, oldest]

it.each([
  [["identified"], identified],
  [["unidentified"], undefined],
  [["unidentified", "most_recently_updated"], newest],
  [["unidentified", "least_recently_updated"], oldest],
  [["most_recently_updated"], newest],
  [["most_recently_updated", "identified"], undefined],
  [[], undefined],
] as const)("of three who share an address, %j means one at most", (by, expected) => {
  expect(prioritize(users, by)).toBe(expected)
})

it.each([[["identified", "unidentified"]], [["newest"]], ["identified"], [undefined]])(
  "%j is no prioritization",
  (value) => {
    expect(readPrioritization(value)).toBeUndefined()
  },
)
