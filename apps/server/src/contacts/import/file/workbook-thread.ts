/** Reads the first sheet of a workbook in a thread, and answers its rows as texts. */
import { parentPort, workerData } from "node:worker_threads"
import { readSheet } from "read-excel-file/node"

// Numbers stay as the workbook has them: the digits of a phone are none to count with.
const rows = await readSheet(Buffer.from(workerData), { parseNumber: (text) => text })
parentPort?.postMessage(rows.map((row) => row.map(asText)))

function asText(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (!(value instanceof Date)) return String(value)
  const text = value.toISOString()
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text
}
