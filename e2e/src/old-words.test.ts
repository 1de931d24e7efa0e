import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Words that sound old, and what to write instead. */
const oldWords = {
  anew: "again",
  begun: "started",
  hitherto: "until now",
  lest: "so that … not",
  mend: "fix",
  mended: "fixed",
  mends: "fixes",
  theirs: "their own, or the noun",
  thereof: "of it",
  upon: "on",
  whence: "where … from",
  whereby: "by which",
  whoever: "the person who, anyone who",
  whom: "who, or another sentence",
}

describe("the words", () => {
  it("of sources, docs and file names are of today", async () => {
    const files = await trackedFiles()
    expect(files.length).toBeGreaterThan(1_000)
    const found = await Promise.all(files.map(async (file) => oldWordsIn(file, await textOf(file))))
    expect(found.flat()).toEqual([])
  })

  it("are found in text, in names and in file names", () => {
    expect(oldWordsIn("src/a.ts", "// Sends it anew\nconst mendedRows = 1")).toEqual([
      "src/a.ts: anew; write: again",
      "src/a.ts: mended; write: fixed",
    ])
    expect(oldWordsIn("src/whoever-asks.ts", "")).toHaveLength(1)
    expect(oldWordsIn("src/a.ts", "a renewal recommended by the lesson")).toEqual([])
  })
})

/** Words of names count as well: `mendedRows` has the word `mended`. */
function oldWordsIn(file: string, text: string): string[] {
  const words = new Set(`${file} ${text}`.match(/[A-Z]?[a-z]+/g)?.map((word) => word.toLowerCase()))
  return Object.entries(oldWords)
    .filter(([word]) => words.has(word))
    .map(([word, instead]) => `${file}: ${word}; write: ${instead}`)
}

const isText = /\.(tsx?|mjs|json|css|html|md|grit|sql)$/
/** The licence is not ours; this file names the words. */
const isLeftOut = /^(LICENSE$|package-lock\.json$|e2e\/src\/old-words\.test\.ts$)/

async function trackedFiles(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    },
  )
  return stdout.split("\n").filter((file) => file !== "" && !isLeftOut.test(file))
}

/** Empty for what is not text, and for a file that was deleted and is tracked still. */
async function textOf(file: string): Promise<string> {
  return isText.test(file) ? await readFile(join(root, file), "utf8").catch(() => "") : ""
}
