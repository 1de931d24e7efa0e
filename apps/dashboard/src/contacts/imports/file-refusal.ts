import { type Notation, toOnePlace } from "../../look/time/notation.ts"

const maxBytes = 1024 ** 3
const maxWorkbookBytes = 25 * 1024 ** 2

/** What files start with that are not text, as hexadecimal. */
const binaryBeginnings: readonly (readonly [hex: string, what: string])[] = [
  ["d0cf11e0", "an Excel workbook of the old kind (.xls)"],
  ["1f8b", "a compressed file"],
  ["25504446", "a PDF"],
  ["89504e47", "a picture"],
  ["ffd8ff", "a picture"],
]

/** Why a file cannot be imported, as far as its name, size and first bytes tell; the server looks at it again. */
export async function fileRefusal(
  file: Pick<File, "name" | "size" | "slice">,
  notation: Pick<Notation, "locale">,
): Promise<string | undefined> {
  if (file.size === 0) return "This file is empty."
  if (file.size > maxBytes) {
    return `This file has ${toOnePlace(file.size / maxBytes, notation)} GB; at most 1 GB can be imported at once. Split it.`
  }
  const bytes = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  const binary = binaryBeginnings.find(([beginning]) => hex.startsWith(beginning))
  if (binary) return `This file is ${binary[1]}. Save it as CSV or as .xlsx and choose that.`
  if (hex === "504b0304" && !/\.xlsx$/i.test(file.name))
    return "This file is a ZIP archive. Choose the file in it."
  if (hex === "504b0304" && file.size > maxWorkbookBytes)
    return "This workbook has more than 25 MB. Save it as CSV, which can have 1 GB."
  if (!/\.(csv|tsv|tab|txt|xlsx|jsonl|ndjson|json)$/i.test(file.name))
    return "Choose a file whose name ends with .csv, .tsv, .txt, .xlsx or .jsonl."
  return undefined
}
