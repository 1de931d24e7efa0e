import { TextDecoder } from "node:util"
import { FileRefused } from "./file-refused.ts"

const sampleBytes = 4096

/**
 * The text of an uploaded file, piece by piece: UTF-8, or UTF-16 with or without a byte order mark, which is left out.
 * What is not valid UTF-8 comes as U+FFFD, so that the rows concerned can be refused and the others taken.
 * @throws FileRefused not_text for a workbook, an archive or anything else that is not text
 */
export async function* readText(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let sample = Buffer.alloc(0)
  let decoder: TextDecoder | undefined
  for await (const bytes of body) {
    if (decoder) {
      yield decoder.decode(bytes, { stream: true })
      continue
    }
    sample = Buffer.concat([sample, bytes])
    if (sample.length < sampleBytes) continue
    decoder = new TextDecoder(encodingOf(sample))
    yield decoder.decode(sample, { stream: true })
  }
  if (!decoder) {
    decoder = new TextDecoder(encodingOf(sample))
    yield decoder.decode(sample, { stream: true })
  }
  yield decoder.decode()
}

const binaryBeginnings: [hex: string, what: string][] = [
  ["504b0304", "an Excel workbook (.xlsx) or another ZIP archive"],
  ["d0cf11e0", "an Excel workbook (.xls)"],
  ["1f8b", "a compressed file"],
  ["25504446", "a PDF"],
]

function encodingOf(sample: Buffer): string {
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
  return "utf-8"
}

const notText = (sentence: string) =>
  new FileRefused("not_text", `${sentence} Save it as "CSV UTF-8" and upload that.`)
