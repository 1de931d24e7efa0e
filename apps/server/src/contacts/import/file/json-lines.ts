import { FileRefused } from "./file-refused.ts"
import { type Line, LineCutter } from "./lines.ts"
import { refusal } from "./row-refusal.ts"
import type { SourceRow, TextSource } from "./source.ts"

/** A row has a cell for each, also where its line is ten characters long. */
const mostNames = 1000

/** JSON lines: an object a line. Its keys are the columns, in the order in which the file has them for the first time. */
export class JsonLinesSource implements TextSource {
  readonly delimiter = undefined
  readonly #cutter = new LineCutter()
  readonly #places = new Map<string, number>()
  readonly #within: string

  /** @param within the object that members may be in, as in our own files. Default: attributes */
  constructor(within: "attributes" | "properties" = "attributes") {
    this.#within = within
  }

  get names(): readonly string[] | undefined {
    return this.#places.size === 0 ? undefined : [...this.#places.keys()]
  }

  push(text: string): SourceRow[] {
    return this.#cutter.push(text).flatMap((line) => this.#row(line) ?? [])
  }

  end(): SourceRow[] {
    const rows = this.#cutter.end().flatMap((line) => this.#row(line) ?? [])
    if (this.#places.size === 0) throw new FileRefused("empty_file", "The file has no JSON object in it.")
    return rows
  }

  #row({ number: line, text, cut }: Line): SourceRow | undefined {
    if (text.trim() === "") return undefined
    const cells = [text]
    if (cut)
      return { line, cells, fault: refusal("row_too_long", "The row is longer than 262144 characters.") }
    if (text.includes("\uFFFD")) {
      return { line, cells, fault: refusal("not_utf8", "The line is not valid UTF-8.") }
    }
    const object = objectIn(text)
    if (object === undefined) {
      return { line, cells, fault: refusal("not_an_object", "The line is not a JSON object.") }
    }
    const values: unknown[] = []
    for (const [key, value] of flat(object, this.#within)) {
      const place = this.#placeOf(key.trim())
      if (place !== undefined) values[place] = value
    }
    return { line, cells: Array.from(values, asCell), values }
  }

  #placeOf(name: string): number | undefined {
    const known = this.#places.get(name)
    if (known !== undefined) return known
    if (this.#places.size === mostNames) return undefined
    this.#places.set(name, this.#places.size)
    return this.#places.size - 1
  }
}

/** The members of an object, and of the object within it that has members of the row, too. */
const flat = (object: object, within: string): [string, unknown][] =>
  Object.entries(object).flatMap(([key, value]) =>
    key === within && typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([name, member]): [string, unknown] => [`${within}.${name}`, member])
      : [[key, value]],
  )

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A value as the text of a cell; empty where the object says nothing. */
export function asCell(value: unknown): string {
  if (value === undefined || value === null) return ""
  if (value instanceof Date) return value.toISOString()
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
