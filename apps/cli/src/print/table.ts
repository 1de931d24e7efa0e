import { stripVTControlCharacters } from "node:util"

const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u
const none = /[\p{Mn}\p{Me}\p{Cf}]/u

/** How many columns of a terminal a text takes: Han, kana, Hangul and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of stripVTControlCharacters(text)) {
    if (!none.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}

/** Numbers with thousands separated; `-` where there is none. */
export function figure(count: number | null): string {
  return count === null ? "-" : count.toLocaleString("en-US")
}

export type Align = "left" | "right"

/** A text that stays in its line, whatever is in it. */
export const oneLine = (text: string): string => text.replaceAll(/\s*[\n\r\u2028\u2029]\s*/g, " ")

/**
 * Lines with the cells of each column under each other, two spaces between columns.
 * @param align one for each column; left where absent
 */
export function table(given: readonly (readonly string[])[], align: readonly Align[] = []): string[] {
  const rows = given.map((row) => row.map(oneLine))
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  )
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ""
        const gap = " ".repeat(width - displayWidth(cell))
        return align[column] === "right" ? gap + cell : cell + gap
      })
      .join("  ")
      .trimEnd(),
  )
}
