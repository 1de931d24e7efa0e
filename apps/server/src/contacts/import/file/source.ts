import type { Refusal } from "./row-refusal.ts"

/** One row as it is in a file, whatever the file's form. */
export interface SourceRow {
  /** Of the file, from 1. */
  line: number
  cells: string[]
  /** The values themselves, where the file has more than text. */
  values?: readonly unknown[]
  /** Why it cannot be taken apart. */
  fault?: Refusal
}

/** Takes the text of a file apart as it comes in. Holds no more than the row it is in the middle of. */
export interface TextSource {
  /** The names of the columns, once they are known; more may come with later rows. */
  readonly names: readonly string[] | undefined
  /** What separates cells, where something does. */
  readonly delimiter: string | undefined
  /** @throws FileRefused when the names of the columns cannot be read */
  push(text: string): SourceRow[]
  end(): SourceRow[]
}
