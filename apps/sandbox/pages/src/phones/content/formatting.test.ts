import { describe, expect, it } from "vitest"
import { formatted } from "./formatting.ts"

const text = (words: string) => ({ kind: "text", text: words })

describe("formatted", () => {
  it("sets bold, italic, struck and code apart from the text around them", () => {
    expect(formatted("a *b* _c_ ~d~ `e` ```f```")).toEqual([
      text("a "),
      { kind: "bold", spans: [text("b")] },
      text(" "),
      { kind: "italic", spans: [text("c")] },
      text(" "),
      { kind: "struck", spans: [text("d")] },
      text(" "),
      { kind: "code", text: "e" },
      text(" "),
      { kind: "mono", text: "f" },
    ])
  })

  it("allows marks inside marks, but not inside code", () => {
    expect(formatted("*bold _and italic_*")).toEqual([
      { kind: "bold", spans: [text("bold "), { kind: "italic", spans: [text("and italic")] }] },
    ])
    expect(formatted("```*not bold*```")).toEqual([{ kind: "mono", text: "*not bold*" }])
  })

  it.each(["2*3*4", "snake_case_name", "* a *", "*open", "**"])("leaves %s as it is", (words) => {
    expect(formatted(words)).toEqual([text(words)])
  })

  it("knows words of other scripts", () => {
    expect(formatted("أن *نرحب* بك")).toEqual([
      text("أن "),
      { kind: "bold", spans: [text("نرحب")] },
      text(" بك"),
    ])
  })

  it("makes addresses links and leaves the full stop behind them out", () => {
    expect(formatted("See https://x.example/a_b_c.")).toEqual([
      text("See "),
      { kind: "link", text: "https://x.example/a_b_c" },
      text("."),
    ])
  })
})
