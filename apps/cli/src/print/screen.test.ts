import { describe, expect, it } from "vitest"
import { notepad } from "../testing/recorded-output.ts"
import { screenOn } from "./screen.ts"

describe("a screen", () => {
  it("colours on a terminal", () => {
    expect(screenOn(notepad({ isTTY: true }), {}).paint("red", "no")).toBe("\x1b[31mno\x1b[39m")
  })

  it("does not colour in a file, with NO_COLOR, or on a dumb terminal", () => {
    expect(screenOn(notepad(), {}).paint("red", "no")).toBe("no")
    expect(screenOn(notepad({ isTTY: true }), { NO_COLOR: "1" }).paint("red", "no")).toBe("no")
    expect(screenOn(notepad({ isTTY: true }), { TERM: "dumb" }).paint("red", "no")).toBe("no")
  })
})

describe("progress", () => {
  it("redraws one line on a terminal and leaves nothing behind", () => {
    const paper = notepad({ isTTY: true, columns: 80 })
    const progress = screenOn(paper, {}).progress()
    progress.show(0.5, "half")
    progress.clear()
    expect(paper.text()).toBe(`\r\x1b[2K  ${"█".repeat(12)}${"░".repeat(12)}  50 %  half\r\x1b[2K`)
  })

  it("never wraps: a line is cut to the terminal's width", () => {
    const paper = notepad({ isTTY: true, columns: 40 })
    screenOn(paper, {}).progress().show(1, "a text that is longer than there is room for")
    expect(paper.text().replace("\r\x1b[2K", "").length).toBeLessThan(40)
  })

  it("prints a line for each further quarter where nothing can be redrawn", () => {
    const paper = notepad()
    const progress = screenOn(paper, {}).progress()
    for (let percent = 0; percent <= 100; percent += 5) progress.show(percent / 100, "")
    expect(paper.text().trim().split("\n")).toHaveLength(4)
    expect(paper.text()).not.toContain("\x1b")
  })

  it("stays within its bounds whatever it is told", () => {
    const paper = notepad({ isTTY: true, columns: 80 })
    const progress = screenOn(paper, {}).progress()
    progress.show(7, "")
    progress.show(-1, "")
    expect(paper.text()).toContain("100 %")
    expect(paper.text()).toContain("  0 %")
  })
})
