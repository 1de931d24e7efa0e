import { describe, expect, it } from "vitest"
import { type Step, stepOf } from "./shortcuts.ts"

const places = new Set(["c", "h", ","])
const nothing: Step = { does: "nothing" }
const press = (key: string, atMs = 0, isTaken = false) => ({ key, atMs, isTaken })
const waiting = stepOf(press("g"), nothing, places)

describe("a key", () => {
  it.each([
    ["c", "create"],
    ["/", "search"],
    ["[", "rail"],
    ["?", "help"],
    ["g", "wait"],
    ["h", "nothing"],
    ["Enter", "nothing"],
    ["toString", "nothing"],
  ])("%s: %s", (key, does) => expect(stepOf(press(key), nothing, places).does).toBe(does))

  it("for something else does nothing", () => {
    expect(stepOf(press("c", 0, true), nothing, places)).toEqual(nothing)
    expect(stepOf(press("c", 0, true), waiting, places)).toEqual(nothing)
  })
})

describe("a key after g", () => {
  it("goes to its place, also where it does something by itself", () => {
    expect(stepOf(press("h", 900), waiting, places)).toEqual({ does: "go", key: "h" })
    expect(stepOf(press("c", 900), waiting, places)).toEqual({ does: "go", key: "c" })
  })

  it("is by itself when it comes late, or is of no place", () => {
    expect(stepOf(press("c", 1_600), waiting, places)).toEqual({ does: "create" })
    expect(stepOf(press("?", 900), waiting, places)).toEqual({ does: "help" })
  })

  it("that is g again waits from then on", () => {
    expect(stepOf(press("g", 900), waiting, places)).toEqual({ does: "wait", sinceMs: 900 })
  })
})
