import { asciiDigits } from "@parley/whatsapp/phone"

const yes =
  "yes y true t 1 x on ja j oui o si sì sí sim s tak da да evet ano igen kyllä nai ναι 是 はい 예 네 ya iya نعم כן हाँ ✓ ✔"
const no =
  "no n false f 0 off nein non não nao nie нет hayır hayir ne nem ei όχι 否 いいえ 아니요 tidak لا לא नहीं ✗ ✘"
const yesWords = new Set(yes.split(" "))
const noWords = new Set(no.split(" "))

/** Whether a text says yes or no, in any language of ours, or as databases write it. Undefined where it says neither. */
export function readYesOrNo(written: string): boolean | undefined {
  const word = asciiDigits(written).trim().toLowerCase()
  if (yesWords.has(word)) return true
  return noWords.has(word) ? false : undefined
}

const nothing = new Set([
  "\\n",
  "#n/a",
  "#ref!",
  "#value!",
  "#name?",
  "#div/0!",
  "#null!",
  "#num!",
  "#error!",
  "#spill!",
])
const perhapsNothing = new Set([
  "null",
  "nan",
  "none",
  "nil",
  "undefined",
  "n/a",
  "na",
  "-",
  "--",
  "(null)",
  "<null>",
])

/** Whether a cell is empty to the program that wrote it: a database's `\N`, or an error of a spreadsheet. */
export const saysNothing = (cell: string): boolean => nothing.has(cell.toLowerCase())

/** Whether a cell may be empty to the program that wrote it, and may be a name as well: `NULL`, `nan`, `-`. */
export const maySayNothing = (cell: string): boolean => perhapsNothing.has(cell.toLowerCase())
