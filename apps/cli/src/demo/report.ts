import { launchRows } from "../print/launch.ts"
import type { Screen } from "../print/screen.ts"
import { figure, table } from "../print/table.ts"
import type { DemoReport } from "./demo.ts"
import type { Sum } from "./sums.ts"

/** The end of the demo: what happened to everyone, and whether the figures add up. */
export function printReport(screen: Screen, { launch, sums, seconds }: DemoReport): void {
  screen.line()
  screen.line(screen.paint(["bold", "cyan"], "What became of everyone"))
  for (const line of table(launchRows(launch), ["left", "right", "right"])) screen.line(`  ${line}`)
  screen.line()
  screen.line(screen.paint(["bold", "cyan"], "Does it add up?"))
  printSums(screen, sums)
  screen.line()
  const wrong = sums.filter((sum) => !sum.holds).length
  screen.line(
    wrong === 0
      ? `${screen.paint("green", "✓")} Everything adds up, here and in the sandbox's ledger. ${seconds} s.`
      : `${screen.paint("red", "✗")} ${wrong} of ${sums.length} sums do not hold. ${seconds} s.`,
  )
}

function printSums(screen: Screen, sums: readonly Sum[]): void {
  const rows = sums.map(({ says, left, right, holds }) => {
    const mark = holds ? screen.paint("green", "✓") : screen.paint("red", "✗")
    return [`  ${mark}`, says, figure(left), holds ? "" : `≠ ${figure(right)}`]
  })
  for (const line of table(rows, ["left", "left", "right"])) screen.line(line)
}
