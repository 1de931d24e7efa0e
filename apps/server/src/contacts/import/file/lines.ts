/** One physical line of a file. */
export interface Line {
  /** From 1. */
  number: number
  text: string
  /** What ended it, empty at the end of the file. */
  ending: string
  /** It was longer than a row can be; `text` is its start. */
  cut: boolean
}

/** The longest line that is kept, in UTF-16 units. Memory stays below a few of these whatever the file holds. */
export const lineLength = 256 * 1024
const keptOfCut = 1000

/** Cuts text that comes in pieces into lines ended by LF, CRLF or CR. */
export class LineCutter {
  #number = 0
  /** What came after the last line break. */
  #rest = ""
  /** Set while a line is being passed over because it is too long. */
  #beginning: string | undefined

  push(text: string): Line[] {
    return this.#cut(this.#rest + text, false)
  }

  /** The last line, if the file does not end with a line break. */
  end(): Line[] {
    const lines = this.#cut(this.#rest, true)
    if (this.#rest !== "" || this.#beginning !== undefined) lines.push(this.#finish(this.#rest, ""))
    return lines
  }

  #cut(text: string, atEnd: boolean): Line[] {
    const lines: Line[] = []
    const breaks = /\r\n|\n|\r/g
    let start = 0
    for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
      // A CR at the end of a piece may be half of a CRLF.
      if (found[0] === "\r" && breaks.lastIndex === text.length && !atEnd) break
      lines.push(this.#finish(text.slice(start, found.index), found[0]))
      start = breaks.lastIndex
    }
    this.#rest = text.slice(start)
    if (this.#beginning !== undefined || this.#rest.length > lineLength) {
      this.#beginning ??= this.#rest.slice(0, keptOfCut)
      this.#rest = this.#rest.endsWith("\r") ? "\r" : ""
    }
    return lines
  }

  #finish(text: string, ending: string): Line {
    this.#number += 1
    const beginning = this.#beginning ?? (text.length > lineLength ? text.slice(0, keptOfCut) : undefined)
    this.#beginning = undefined
    return { number: this.#number, text: beginning ?? text, ending, cut: beginning !== undefined }
  }
}
