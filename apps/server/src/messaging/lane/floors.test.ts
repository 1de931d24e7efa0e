import { describe, expect, it } from "vitest"
import { Floors } from "./floors.ts"

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second))
const row = (source_id: string, second: number) => ({ source_id, send_after: at(second) })

describe("floors", () => {
  it("are five seconds before the last that was claimed of each source", () => {
    const floors = new Floors()
    expect(floors.next(0)).toEqual([])
    floors.claimed([row("a", 20), row("b", 10), row("a", 30)])
    floors.claimed([row("a", 25)])
    expect(floors.next(1)).toEqual([
      { sourceId: "a", sendAfter: at(25) },
      { sourceId: "b", sendAfter: at(5) },
    ])
  })

  it("let what is due again be found", () => {
    const floors = new Floors()
    floors.next(0)
    floors.claimed([row("a", 30)])
    floors.lower([
      { sourceId: "a", sendAfter: at(3) },
      { sourceId: "b", sendAfter: at(1) },
    ])
    expect(floors.next(1)).toEqual([{ sourceId: "a", sendAfter: at(3) }])
  })

  it("are left out each half minute", () => {
    const floors = new Floors()
    floors.next(0)
    floors.claimed([row("a", 30)])
    expect(floors.next(29_999)).toHaveLength(1)
    expect(floors.next(30_000)).toEqual([])
  })
})
