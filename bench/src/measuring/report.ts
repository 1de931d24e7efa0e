import { mkdir, writeFile } from "node:fs/promises"
import { availableParallelism, cpus } from "node:os"

/** One figure of a benchmark, and what it was compared with in the same run. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** What must hold, where something must. */
  bound?: { atLeast: number } | { atMost: number }
}

const holds = ({ value, bound }: Figure) =>
  bound === undefined || ("atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost)

function boundOf({ bound }: Figure): string {
  if (!bound) return ""
  return "atLeast" in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`
}

/** Prints the figures as a table and writes them as JSON. @returns whether every bound holds */
export async function report(benchmark: string, figures: readonly Figure[]): Promise<boolean> {
  const rows = figures.map((figure) => [
    figure.name,
    `${Number(figure.value.toPrecision(4)).toLocaleString("en-US")} ${figure.unit}`.trim(),
    boundOf(figure),
    holds(figure) ? "" : "MISSED",
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  )
  process.stdout.write(`\n${benchmark}\n${lines.map((line) => `  ${line}`).join("\n")}\n`)
  const folder = new URL("../../results/", import.meta.url)
  await mkdir(folder, { recursive: true })
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism() }
  await writeFile(
    new URL(`${benchmark}.json`, folder),
    `${JSON.stringify({ benchmark, machine, figures }, null, 2)}\n`,
  )
  return figures.every(holds)
}
