import { describe, expect, it } from "vitest"
import { displayWidth, figure, table } from "./table.ts"

describe("a table", () => {
  it("puts the cells of a column under each other, numbers to the right", () => {
    expect(
      table(
        [
          ["Audience", "1,000"],
          ["  suppressed", "7"],
        ],
        ["left", "right"],
      ),
    ).toEqual(["Audience      1,000", "  suppressed      7"])
  })

  it("leaves no spaces at the end of a line and fills in cells that a row lacks", () => {
    expect(table([["a", "bbb"], ["aaa"]])).toEqual(["a    bbb", "aaa"])
  })

  it("measures a text as a terminal shows it", () => {
    expect(displayWidth("王伟")).toBe(4)
    expect(displayWidth("김민준")).toBe(6)
    expect(displayWidth("Ana")).toBe(3)
    expect(displayWidth("e\u0301")).toBe(1)
    expect(displayWidth("\x1b[32m✓\x1b[39m")).toBe(1)
    expect(
      table([
        ["王伟", "|"],
        ["Ana", "|"],
      ]),
    ).toEqual(["王伟  |", "Ana   |"])
  })

  it("is empty without rows", () => {
    expect(table([])).toEqual([])
  })

  it("separates thousands", () => {
    expect(figure(1234567)).toBe("1,234,567")
    expect(figure(null)).toBe("-")
  })
})
