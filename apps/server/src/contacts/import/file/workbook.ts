import { Worker } from "node:worker_threads"
import { unzipSync } from "fflate"
import { FileRefused } from "./file-refused.ts"
import type { SourceRow } from "./source.ts"

/** The largest workbook, as a file and unpacked. A workbook is read as a whole; CSV is read piece by piece. */
const mostBytes = 25 * 1024 * 1024
const mostUnpacked = 200 * 1024 * 1024
const memoryMb = 768
/** An honest one of that size takes some ten seconds; an archive may unpack to a thousand times what it says. */
const mostMs = 60_000

const tooLarge = () =>
  new FileRefused(
    "too_large",
    "The workbook is larger than 25 MB, or than 200 MB unpacked. Save it as CSV, which may have 1 GB.",
  )

/**
 * The rows of the first sheet of a workbook; the first that is not empty names the columns. It is read in a thread of its own, with memory of
 * its own: one that takes too much fails alone.
 * @throws FileRefused too_large, not_text, empty_file
 */
export function readWorkbook(body: AsyncIterable<Buffer>): Promise<{ names: string[]; rows: SourceRow[] }> {
  const work = turn.then(() => readAlone(body))
  turn = work.catch(() => undefined)
  return work
}

/** One at a time in each process: ten previews would take ten times the memory. */
let turn: Promise<unknown> = Promise.resolve()

async function readAlone(body: AsyncIterable<Buffer>): Promise<{ names: string[]; rows: SourceRow[] }> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const bytes of body) {
    size += bytes.length
    if (size > mostBytes) throw tooLarge()
    pieces.push(bytes)
  }
  const bytes = Buffer.concat(pieces)
  if (unpackedSize(bytes) > mostUnpacked) throw tooLarge()
  const [header, ...rows] = (await readInThread(bytes)).flatMap((cells, index): SourceRow[] =>
    cells.every((cell) => cell.trim() === "") ? [] : [{ line: index + 1, cells }],
  )
  if (!header) throw new FileRefused("empty_file", "The first sheet of the workbook is empty.")
  return { names: header.cells.map((cell) => cell.trim()), rows }
}

const notAWorkbook = () =>
  new FileRefused("not_text", "The file is a ZIP archive, and no Excel workbook (.xlsx) that can be read.")

/** As the archive says it. */
function unpackedSize(bytes: Uint8Array): number {
  let size = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize
        return false
      },
    })
  } catch {
    throw notAWorkbook()
  }
  return size
}

function readInThread(bytes: Buffer): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./workbook-thread.ts", import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    worker.once("message", (rows: string[][]) => resolve(rows))
    worker.once("error", (error) =>
      reject("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooLarge() : notAWorkbook()),
    )
    const timer = setTimeout(() => {
      reject(tooLarge())
      void worker.terminate()
    }, mostMs)
    worker.once("exit", () => {
      clearTimeout(timer)
      reject(notAWorkbook())
    })
  })
}
