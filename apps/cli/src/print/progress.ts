import type { Paper } from "./output.ts"
import { displayWidth } from "./table.ts"

const barWidth = 24
/** Where nothing can be redrawn, a line is printed when the bar has grown by this share. */
const lineStep = 0.25

/** A bar that redraws itself on a terminal and prints a line now and then elsewhere. */
export class Progress {
  readonly #paper: Paper
  readonly #redraws: boolean
  #nextLineAt = lineStep
  #isDrawn = false

  constructor(paper: Paper, redraws: boolean) {
    this.#paper = paper
    this.#redraws = redraws
  }

  /** @param share from 0 to 1 */
  show(share: number, text: string): void {
    const within = Math.min(1, Math.max(0, share))
    const line = `  ${bar(within)} ${String(Math.floor(within * 100)).padStart(3)} %  ${text}`
    if (this.#redraws) {
      this.#paper.write(`\r\x1b[2K${cut(line, this.#paper.columns || 80)}`)
      this.#isDrawn = true
    } else if (within >= this.#nextLineAt) {
      this.#paper.write(`${line}\n`)
      this.#nextLineAt = within + lineStep
    }
  }

  /** Takes the bar away; what it came to is for the caller to print. */
  clear(): void {
    if (this.#isDrawn) this.#paper.write("\r\x1b[2K")
    this.#isDrawn = false
  }
}

function bar(share: number): string {
  const full = Math.round(share * barWidth)
  return "█".repeat(full) + "░".repeat(barWidth - full)
}

/** A line longer than the terminal would wrap, and a wrapped line cannot be redrawn. */
function cut(line: string, columns: number): string {
  return displayWidth(line) < columns ? line : `${[...line].slice(0, Math.max(1, columns - 2)).join("")}…`
}
