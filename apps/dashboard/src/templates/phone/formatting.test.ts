import { expect, it } from "vitest"
import { type Piece, piecesOf } from "./formatting.ts"

/** `*x*` shown as `<bold>x</bold>` and so on. */
const shown = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if ("pieces" in piece) return `<${piece.kind}>${shown(piece.pieces)}</${piece.kind}>`
      return piece.kind === "plain" ? piece.text : `<${piece.kind}>${piece.text}</${piece.kind}>`
    })
    .join("")

it.each([
  ["*Sale* today", "<bold>Sale</bold> today"],
  ["_*both*_", "<italic><bold>both</bold></italic>"],
  ["~old~ `code` ```two\nlines```", "<struck>old</struck> <code>code</code> <mono>two\nlines</mono>"],
  ["2*3*4 and snake_case_name", "2*3*4 and snake_case_name"],
  ["* not bold *", "* not bold *"],
  ["See https://shop.example/a_b_c.", "See <link>https://shop.example/a_b_c</link>."],
  ["مرحبا *بك*", "مرحبا <bold>بك</bold>"],
  ["", ""],
])("%s", (text, expected) => {
  expect(shown(piecesOf(text))).toBe(expected)
})
