/** Reads the first sheet of a workbook in a thread, and answers its rows as texts. */
import { parentPort, workerData } from "node:worker_threads"
import { unzipSync, zipSync } from "fflate"
import { readSheet } from "read-excel-file/node"

// Unpacked as far as the archive says how large it is, which was looked at, and no further: the reader would go on to the end,
// a thousand times the size of the file, outside of the memory that a thread is bound to.
const parts = unzipSync(workerData, { filter: ({ name }) => /\.(?:xml|rels)$/i.test(name) })
// Numbers stay as the workbook has them: the digits of a phone are none to count with.
const rows = await readSheet(Buffer.from(zipSync(parts, { level: 0 })), { parseNumber: (text) => text })
parentPort?.postMessage(rows.map((row) => row.map(asText)))

function asText(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (!(value instanceof Date)) return String(value)
  const text = value.toISOString()
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text
}
