/** Reads the first sheet of a workbook in a thread, and answers its rows as texts. */
import { parentPort, workerData } from "node:worker_threads"
import { unzipSync, zipSync } from "fflate"
import { readSheet } from "read-excel-file/node"

// Unpacked as far as the archive says how large it is, which was looked at, and no further: the reader would go on to the end,
// a thousand times the size of the file, outside of the memory that a thread is bound to.
const parts = unzipSync(workerData, { filter: ({ name }) => /\.(?:xml|rels)$/i.test(name) })
// Numbers stay as the workbook has them: the digits of a phone are none to count with.
const rows = await readSheet(Buffer.from(zipSync(parts, { level: 0 })), { parseNumber: (text) => text })
/** The days of both systems in which a workbook can count, from the first of which a time of day alone is counted. */
const isFrom1904 = /\bdate1904="(?:1|true)"/.test(Buffer.from(parts["xl/workbook.xml"] ?? []).toString())
const zeroMs = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
const dayMs = 24 * 60 * 60_000
/** A day is 1, so the fraction of a time is seldom exact, and the reader rounds it off: ten o'clock would be a millisecond before. */
const exactMs = 10

function asText(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (!(value instanceof Date)) return String(value)
  const at = new Date(Math.round(value.getTime() / exactMs) * exactMs)
  const text = at.toISOString()
  if (text.endsWith("T00:00:00.000Z")) return text.slice(0, 10)
  const isTimeAlone = at.getTime() >= zeroMs && at.getTime() < zeroMs + dayMs
  return isTimeAlone ? text.slice(11, 19).replace(/:00$/, "") : text
}

parentPort?.postMessage(rows.map((row) => row.map(asText)))
