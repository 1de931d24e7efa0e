import { styleText } from "node:util"
import type { Paper } from "./output.ts"
import { Progress } from "./progress.ts"

type Paint = Parameters<typeof styleText>[0]

/** Lines, colours and progress for one output. Colours and redrawing only where a person looks at a terminal. */
export interface Screen {
  line(text?: string): void
  /** The text in a colour, or as it is where colours are not wanted. */
  paint(paint: Paint, text: string): string
  progress(): Progress
}

/** @param environment NO_COLOR (https://no-color.org) and TERM=dumb switch colours off */
export function screenOn(paper: Paper, environment: Record<string, string | undefined>): Screen {
  const isTerminal = paper.isTTY === true && environment.TERM !== "dumb"
  const isColoured = isTerminal && !environment.NO_COLOR
  return {
    line: (text = "") => void paper.write(`${text}\n`),
    paint: (paint, text) => (isColoured ? styleText(paint, text, { validateStream: false }) : text),
    progress: () => new Progress(paper, isTerminal),
  }
}
