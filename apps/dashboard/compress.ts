/** Compresses built files once, so that no server does it for every browser. */
import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises"
import { extname, join } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Fonts and pictures are compressed in themselves. */
const compressible: ReadonlySet<string> = new Set([".js", ".css", ".html", ".svg"])
/** What fits into one packet arrives no sooner for being smaller. */
const worthBytes = 1_400

/** Puts a `.br` and a `.gz` beside every file of the folder that they make smaller, as old as the file. */
export async function compressFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && compressible.has(extname(entry.name)))
  await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))))
}

async function compressFile(path: string): Promise<void> {
  const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
  if (content.length < worthBytes) return
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const forms = {
    br: brotli(content, { params }), // its best, 11, is what zlib does unless told otherwise
    gz: zip(content, { level: constants.Z_BEST_COMPRESSION }),
  }
  for (const [ending, compressed] of Object.entries(forms)) {
    await writeFile(`${path}.${ending}`, await compressed)
    await utimes(`${path}.${ending}`, mtime, mtime)
  }
}
