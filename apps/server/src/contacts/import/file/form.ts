import type { ImportKind } from "./column-names.ts"
import { CsvSource } from "./csv.ts"
import { decode, type Encoding, EncodingFinder, isWorkbook } from "./encoding.ts"
import { JsonLinesSource } from "./json-lines.ts"
import type { SourceRow, TextSource } from "./source.ts"
import { readWorkbook } from "./workbook.ts"

/** How a file is written. */
export interface FileForm {
  format: "csv" | "jsonl" | "xlsx"
  encoding: Encoding
}

/** Finds out how a file is written, from all of its pieces. */
export class FormFinder {
  readonly #encoding = new EncodingFinder()
  #beginning: Buffer = Buffer.alloc(0)

  push(bytes: Buffer): void {
    if (this.#beginning.length < 64) this.#beginning = Buffer.concat([this.#beginning, bytes.subarray(0, 64)])
    if (!isWorkbook(this.#beginning)) this.#encoding.push(bytes)
  }

  /** @throws FileRefused not_text */
  found(): FileForm {
    if (isWorkbook(this.#beginning)) return { format: "xlsx", encoding: "utf-8" }
    const encoding = this.#encoding.found()
    const text = new TextDecoder(encoding).decode(this.#beginning)
    return { format: text.trimStart().startsWith("{") ? "jsonl" : "csv", encoding }
  }
}

/** Some rows of a file, and what is known of it by then. */
export interface SourcePart {
  rows: SourceRow[]
  names: readonly string[]
  delimiter: string | undefined
}

const partRows = 1000

/**
 * The rows of a file, part by part, without those in which nothing stands.
 * @throws FileRefused when it cannot be read as a whole
 */
export async function* sourceParts(
  body: AsyncIterable<Buffer>,
  { format, encoding }: FileForm,
  {
    kind = "contacts",
    isCut = () => false,
  }: {
    /** What the rows are. Default: contacts */
    kind?: ImportKind | undefined
    /** Whether `body` was the start of a file, whose last row is cut off. Asked at its end. */
    isCut?: () => boolean
  } = {},
): AsyncGenerator<SourcePart> {
  if (format === "xlsx") {
    const { names, rows } = await readWorkbook(body)
    for (let at = 0; at === 0 || at < rows.length; at += partRows) {
      yield { rows: rows.slice(at, at + partRows), names, delimiter: undefined }
    }
    return
  }
  const source: TextSource =
    format === "jsonl"
      ? new JsonLinesSource(kind === "events" ? "properties" : "attributes")
      : new CsvSource()
  const part = (rows: SourceRow[]): SourcePart[] =>
    source.names === undefined ? [] : [{ rows, names: source.names, delimiter: source.delimiter }]
  for await (const text of decode(body, encoding)) yield* part(source.push(text))
  if (!isCut()) yield* part(source.end())
}
