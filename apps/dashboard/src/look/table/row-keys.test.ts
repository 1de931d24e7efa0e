import { expect, it } from "vitest"
import { rowStepOf } from "./row-keys.ts"

const press = (key: string, at: number, isOnCheckbox = false) => rowStepOf({ key, isOnCheckbox }, at, 3)

it.each([
  ["ArrowDown", 0, { does: "go", to: 1 }],
  ["ArrowUp", 2, { does: "go", to: 1 }],
  ["Home", 2, { does: "go", to: 0 }],
  ["End", 0, { does: "go", to: 2 }],
  ["ArrowDown", 2, { does: "nothing" }],
  ["ArrowUp", 0, { does: "nothing" }],
  ["Home", 0, { does: "nothing" }],
  ["Enter", 0, { does: "nothing" }],
  [" ", 1, { does: "tick" }],
  ["Escape", 1, { does: "clear" }],
] as const)("%j on row %d of three", (key, at, step) => {
  expect(press(key, at)).toEqual(step)
})

it("leaves Space to a checkbox", () => {
  expect(press(" ", 1, true)).toEqual({ does: "nothing" })
})
