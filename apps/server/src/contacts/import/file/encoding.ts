import { TextDecoder } from "node:util"
import { FileRefused } from "./file-refused.ts"

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const
export type Encoding = (typeof encodings)[number]

const binaryBeginnings: [hex: string, what: string][] = [
  ["d0cf11e0", "an Excel workbook of the old kind (.xls)"],
  ["1f8b", "a compressed file"],
  ["25504446", "a PDF"],
]

/** Whether a file starts as workbooks of Excel do: a ZIP archive. */
export const isWorkbook = (beginning: Buffer): boolean =>
  beginning.subarray(0, 4).toString("hex") === "504b0304"

/** How many bytes of the start {@link EncodingFinder} and {@link isWorkbook} have to see at once. */
const sampleBytes = 4096

/**
 * Finds out how the text of a file is encoded, from all of its pieces: a letter with an accent may come in the last line only.
 * A file with a few bytes that are no UTF-8 among many that are is UTF-8 all the same; their rows are refused.
 */
export class EncodingFinder {
  #beginning: Buffer = Buffer.alloc(0)
  readonly #decoder = new TextDecoder("utf-8")
  #letters = 0
  #broken = 0

  push(bytes: Buffer): void {
    if (this.#beginning.length < sampleBytes) {
      this.#beginning = Buffer.concat([this.#beginning, bytes]).subarray(0, sampleBytes)
    }
    const text = this.#decoder.decode(bytes, { stream: true })
    if (!/[^\0-\x7f]/.test(text)) return
    for (const [letter] of text.matchAll(/[^\0-\x7f]/g)) {
      if (letter === "\uFFFD") this.#broken += 1
      else this.#letters += 1
    }
  }

  /** @throws FileRefused not_text for an archive or anything else that is not text */
  found(): Encoding {
    return encodingOf(this.#beginning) ?? (this.#broken > this.#letters ? "windows-1252" : "utf-8")
  }
}

/** What the start of a file says for certain; undefined: it is not UTF-16. */
function encodingOf(sample: Buffer): Encoding | undefined {
  const hex = sample.subarray(0, 4).toString("hex")
  const binary = binaryBeginnings.find(([beginning]) => hex.startsWith(beginning))
  if (binary) throw notText(`The file is ${binary[1]}, not text.`)
  if (hex.startsWith("fffe")) return "utf-16le"
  if (hex.startsWith("feff")) return "utf-16be"
  const nuls = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  // Latin letters in UTF-16 have a zero in every second byte.
  if (odd > sample.length / 4 && even < odd / 10) return "utf-16le"
  if (even > sample.length / 4 && odd < even / 10) return "utf-16be"
  if (even + odd > sample.length / 10) throw notText("The file is not text.")
  return undefined
}

const notText = (sentence: string) =>
  new FileRefused("not_text", `${sentence} Save it as CSV or as a workbook (.xlsx), and upload that.`)

/** The text of a file, piece by piece, without a byte order mark. What cannot be decoded comes as U+FFFD. */
export async function* decode(
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const bytes of body) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}
